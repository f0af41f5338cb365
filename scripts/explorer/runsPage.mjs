import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessibility, overflow } from '../pages/accessibility.mjs';
import { readers, shoot, visit } from '../pages/visit.mjs';
import { changes, drag, eventually } from './drive.mjs';
import { checkServer } from './refusals.mjs';
import { byCommand } from './served.mjs';

/**
 * `latentkit ui` on a folder of runs, one of which trains: used on a desktop and a phone, light and dark.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {{ main: string, folder: string, report: import('../check/totals.mjs').Totals['report'], shots?: string | undefined }} options
 */
export async function checkRunsPage(browser, { main, folder, report, shots }) {
  const { url, close, ended } = await byCommand(main, ['ui', '.'], folder);
  await checkServer(url, report);
  for (const reader of readers) {
    const title = `ui, ${reader.name}`;
    const visited = await visit(browser, url, reader);
    const { page, complaints, requests } = visited;
    await page.locator('.runs tbody tr').nth(3).waitFor();
    const found = await accessibility(page);
    report(`${title}: nothing serious for axe`, found.length === 0, found.join('; '));
    const beyond = await overflow(page);
    report(`${title}: fits the window`, beyond <= 0, beyond > 0 ? `${beyond} pixels more` : '');
    await use(page, { report, title, touch: reader.touch });
    await shoot(page, title, shots);
    const away = requests.filter((request) => !request.startsWith(url));
    report(
      `${title}: no request leaves the page, no complaint`,
      away.length + complaints.length === 0,
      [...away, ...complaints].join('; '),
    );
    await visited.close();
  }
  await checkLive(browser, { main, folder, url, report });
  await close();
  const code = await ended;
  report('ui: Ctrl-C ends the server', code === 0 || code === 130, String(code));
}

/**
 * @param {import('playwright-core').Page} page
 * @param {{ report: import('../check/totals.mjs').Totals['report'], title: string, touch: boolean }} stage
 */
async function use(page, { report, title, touch }) {
  const chart = page.locator('.plot canvas');
  await eventually(async () => (await page.locator('.chart .legend li').count()) >= 4);
  const box = page.getByRole('checkbox', { name: 'show vae-8d', exact: true });
  report(`${title}: a run that is left out leaves the chart`, await changes(chart, () => box.uncheck()));
  await box.check();
  report(`${title}: what is shown stands in the address`, new URL(page.url()).hash.includes('vae-8d'), page.url());
  const read = page.locator('.chart .read');
  await page.getByRole('slider').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const words = (await read.textContent()) ?? '';
  report(`${title}: arrow keys read values`, /epoch .*vae, test \d/.test(words), words);
  if (!touch) {
    const zooms = () => drag(page, chart, (t) => [0.3 + 0.3 * t, 0.5], 8);
    report(`${title}: dragging zooms`, await changes(chart, zooms));
    const whole = page.getByRole('button', { name: 'Whole range' });
    report(`${title}: and back`, await changes(chart, () => whole.click()));
  }
  await page.getByRole('button', { name: /^test loss/ }).click();
  const sorted = await page.locator('th[aria-sort="ascending"]').textContent();
  report(`${title}: the table is sorted`, sorted?.startsWith('test loss') ?? false, sorted ?? '');
  const differ = page.getByRole('table').filter({ hasText: 'setting' });
  report(
    `${title}: settings that differ`,
    (await differ.getByRole('rowheader', { name: 'latent dimensions' }).count()) === 1,
  );
  const picture = page.locator('.figures img').first();
  await picture.scrollIntoViewIfNeeded();
  const drawn = () => picture.evaluate((image) => /** @type {HTMLImageElement} */ (image).naturalWidth > 0);
  report(`${title}: figures are there`, await eventually(drawn));
}

/**
 * A run that starts while the page is open appears, and its curve grows; a report opens and lets nothing else in.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {{ main: string, folder: string, url: string, report: import('../check/totals.mjs').Totals['report'] }} options
 */
async function checkLive(browser, { main, folder, url, report }) {
  const { page, close, complaints } = await visit(browser, url, readers[0]);
  const flags = ['--data', 'data', '--epochs', '500', '--batch-size', '50', '--hidden', '256', '--out', 'live'];
  const child = spawn(process.execPath, [main, 'train', 'autoencoder', ...flags], { cwd: folder, stdio: 'ignore' });
  const row = page.locator('.runs tr', { hasText: 'live' });
  await row.getByText('running').waitFor();
  report('ui: a run appears as it starts', true);
  await page.goto(`${url}#runs=live`);
  const chart = page.locator('.plot canvas');
  await eventually(async () => (await page.locator('.chart .legend').textContent())?.includes('live') ?? false, 60_000);
  report('ui: its curve grows', await changes(chart, async () => {}, 60_000));
  child.kill('SIGKILL');
  await once(child, 'close');
  report(
    'ui: a run whose process is gone is interrupted',
    await row
      .getByText('interrupted')
      .waitFor()
      .then(
        () => true,
        () => false,
      ),
  );
  const next = await page.getByText('continue with').last().textContent();
  report('ui: and says how it goes on', next?.includes('latentkit resume live') ?? false, next ?? '');
  await page.getByRole('link', { name: 'vae', exact: true }).click();
  await page.locator('figure svg').first().waitFor({ state: 'attached' });
  const reads = await page.evaluate(
    (address) =>
      fetch(address).then(
        () => true,
        () => false,
      ),
    `${url}runs.json`,
  );
  report('ui: a report opens, and reads nothing of the server', !reads);
  report(
    'ui: no complaint while it trains',
    complaints.filter((line) => !/runs\.json/.test(line)).length === 0,
    complaints.join('; '),
  );
  await close();
}
