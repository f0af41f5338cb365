import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { accessibility, overflow } from '../pages/accessibility.mjs';
import { readers, visit } from '../pages/visit.mjs';
import { changes, eventually, seen, show } from './drive.mjs';
import { byAnyHost } from './served.mjs';

/**
 * The page that stands alone, from the disk and from a host: the report, then every view of one run.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {{ latentkit: (...args: string[]) => Promise<string>, folder: string, report: import('../check/totals.mjs').Totals['report'] }} options
 */
export async function checkShare(browser, { latentkit, folder, report }) {
  const alone = join(folder, 'alone');
  await latentkit('share', 'vae', '--out', join(alone, 'index.html'));
  const { size } = statSync(join(alone, 'index.html'));
  report('share: one page of one run is below 15 MB', size < 15e6, `${(size / 1e6).toFixed(1)} MB`);
  const { url, close } = await byAnyHost(alone, '/deep/down/');
  const [desktop] = readers;
  const places = [
    ...readers.map((reader) => ({ reader, at: pathToFileURL(join(alone, 'index.html')).href })),
    { reader: desktop, at: url },
  ];
  for (const { reader, at } of places) {
    const title = `share, ${at === url ? 'any host' : 'file://'}, ${reader.name}`;
    const visited = await visit(browser, at, reader);
    const { page } = visited;
    const verdict = page.frameLocator('iframe').getByRole('heading', { name: 'Verdict' });
    const shown = await verdict.waitFor().then(
      () => true,
      () => false,
    );
    report(`${title}: begins with the report`, shown);
    const grown = () => page.locator('iframe').evaluate((frame) => frame.clientHeight > 1000);
    report(`${title}: the report has its whole height`, await eventually(grown));
    for (const name of ['report', 'plane']) {
      await show(page, name);
      const found = await accessibility(page, { iframes: false });
      report(`${title}: nothing serious for axe in ${name}`, found.length === 0, found.join('; '));
      const beyond = await overflow(page);
      report(`${title}: ${name} fits the window`, beyond <= 0, beyond > 0 ? `${beyond} pixels more` : '');
    }
    if (reader === desktop) {
      for (const name of ['sliders', 'interpolate', 'samples', 'draw']) await show(page, name);
    }
    await show(page, 'plane');
    const picture = page.locator('.big canvas.picture').first();
    const decoded = await eventually(async () => (await seen(picture)) !== 0, 60_000);
    const plane = page.getByRole('slider', { name: /^Plane of codes/ });
    report(`${title}: decodes`, decoded && (await changes(picture, () => plane.press('ArrowUp'))));
    const { complaints, requests } = visited;
    const others = requests.filter((request) => request !== at);
    report(
      `${title}: nothing fetched, no complaint`,
      complaints.length + others.length === 0,
      [...complaints, ...others].slice(0, 3).join('; '),
    );
    await visited.close();
  }
  await close();
}
