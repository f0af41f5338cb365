import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { accessibility, overflow } from '../pages/accessibility.mjs';
import { readers, visit } from '../pages/visit.mjs';
import { eventually, seen } from './drive.mjs';
import { byCommand } from './served.mjs';

/** A text-to-image run that has hardly learned: 48 tokens of 256: three, one per channel, of 4 × 4 cells. @param {(...args: string[]) => Promise<string>} latentkit */
export async function trainWords(latentkit) {
  const few = ['--data', 'scenes', '--examples', '64', '--epochs', '1', '--no-report'];
  await latentkit('train', 'grid-vq-vae', ...few, '--out', 'tokens');
  await latentkit('train', 'text-to-image', ...few, '--tokens', 'tokens', '--out', 'words');
}

/**
 * The view that imagines: it is there first, fills token by token, refuses unknown words, and goes on from another token.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {{ main: string, latentkit: (...args: string[]) => Promise<string>, folder: string,
 *   report: import('../check/totals.mjs').Totals['report'] }} options
 */
export async function checkWords(browser, { main, latentkit, folder, report }) {
  const { url, close } = await byCommand(main, ['explore', 'words'], folder);
  for (const reader of readers) {
    const title = `imagine, ${reader.name}`;
    const visited = await visit(browser, url, reader);
    const { page, complaints, requests } = visited;
    await page.locator('article.imagine').waitFor();
    await drawn(page);
    const found = await accessibility(page);
    report(`${title}: nothing serious for axe`, found.length === 0, found.join('; '));
    const beyond = await overflow(page);
    report(`${title}: fits the window`, beyond <= 0, beyond > 0 ? `${beyond} pixels more` : '');
    if (reader.scheme === 'light') await use({ page, touch: reader.touch, report, title });
    const base = url.replace(/[^/]*$/, '');
    const away = requests.filter((request) => !request.startsWith(base));
    const bad = [...away, ...complaints];
    report(`${title}: no request leaves the site, no complaint`, bad.length === 0, bad.slice(0, 3).join('; '));
    await visited.close();
  }
  await close();
  await checkAlone(browser, { latentkit, folder, report });
}

/** Until more drawings than these came to their end. @param {import('playwright-core').Page} page */
const drawn = (page, before = 0) =>
  page.waitForFunction((before) => {
    const finished = document.querySelector('p.numbers[data-finished]')?.getAttribute('data-finished');
    return Number(finished ?? 0) > before;
  }, before);

/** @param {{ page: import('playwright-core').Page, touch: boolean, report: import('../check/totals.mjs').Totals['report'], title: string }} stage */
async function use({ page, touch, report, title }) {
  const slider = page.getByRole('slider', { name: 'Token of the image' });
  const picture = page.locator('.pictures canvas.picture');
  await eventually(async () => (await seen(picture)) !== 0);
  const line = page.locator('p.numbers[data-cells]');
  // A model that has hardly learned may draw the same for another caption.
  const again = async (/** @type {() => Promise<unknown>} */ act, other = true) => {
    const before = Number(await line.getAttribute('data-finished'));
    const image = await seen(picture);
    await act();
    await drawn(page, before);
    // The last tokens are decoded after they are drawn.
    if (other) await eventually(async () => (await seen(picture)) !== image);
    else await page.waitForTimeout(500);
  };
  const indices = async () => {
    const all = [];
    for (let token = 0; token < 6; token++) {
      await slider.press(token === 0 ? 'Home' : 'ArrowRight');
      all.push(/index (\d+)/.exec((await slider.getAttribute('aria-valuetext')) ?? '')?.[1] ?? '');
    }
    return all;
  };
  report(
    `${title}: 48 tokens`,
    (await slider.getAttribute('aria-valuemax')) === '48',
    (await line.textContent()) ?? '',
  );
  const field = page.getByRole('textbox', { name: 'Caption' });
  const words = page.locator('.caption .words button');
  await field.fill('a red ci');
  const offered = await words.allTextContents();
  report(`${title}: completes`, offered.length === 1 && offered[0] === 'circle', offered.join());
  await words.first().click();
  report(`${title}: takes the word`, (await field.inputValue()) === 'a red circle ');
  await again(() => field.press('Enter'), false);
  const circle = await seen(picture);
  await field.fill('a red cirle');
  await field.press('Enter');
  const alert = await page.getByRole('alert').textContent();
  report(`${title}: refuses a word`, alert?.includes('The nearest known word is "circle".') ?? false, alert ?? '');
  const energies = await page.locator('table.energy th[scope="row"]').allTextContents();
  report(`${title}: energies of words and image`, energies.length === 3, energies.join());

  await field.fill('');
  await again(() => field.press('Enter'), false);
  const numbers = (await page.locator('table.energy td').allTextContents()).map(Number);
  const [nats, weight, sum] = [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0];
  report(
    `${title}: without a caption the energy is that of the image`,
    Math.abs(sum - weight * nats) < 0.006 + 0.001 * sum,
    numbers.join(),
  );
  await field.fill('a red circle');
  await again(() => field.press('Enter'), false);

  const before = await indices();
  const other = page.locator('.alternatives button[aria-pressed="false"]').first();
  const name = (await other.getAttribute('aria-label')) ?? '';
  await again(() => (touch ? other.tap() : other.click()));
  const after = await indices();
  report(
    `${title}: goes on from another token`,
    after.slice(0, 5).join() === before.slice(0, 5).join() && name.startsWith(`Index ${after[5]},`),
    `${before.join(' ')} → ${after.join(' ')}`,
  );
  const box = await slider.boundingBox();
  const [x, y] = [(box?.x ?? 0) + 0.95 * (box?.width ?? 0), (box?.y ?? 0) + 0.95 * (box?.height ?? 0)];
  await (touch ? page.touchscreen.tap(x, y) : page.mouse.click(x, y));
  report(`${title}: a token by pointer`, (await slider.getAttribute('aria-valuenow')) === '48');
  await again(() => page.getByRole('button', { name: 'Again' }).click());
  report(`${title}: another seed draws another image`, (await seen(picture)) !== circle);
  await again(() => page.getByRole('spinbutton', { name: 'seed' }).fill('1'));
  report(`${title}: the same seed the same`, await eventually(async () => (await seen(picture)) === circle));
  for (const name of ['temperature', 'guidance', 'top-k']) {
    const range = page.getByRole('slider', { name });
    await again(() => range.press('Home'), false);
    report(`${title}: ${name} draws again`, true);
  }
  const certain = await page.locator('.chosen p.numbers').textContent();
  report(`${title}: with top-k 1 nothing is left open`, certain?.includes('entropy 0.00 nats') ?? false, certain ?? '');
}

/** The page that stands alone holds the view too. @param {import('playwright-core').Browser} browser @param {any} options */
async function checkAlone(browser, { latentkit, folder, report }) {
  // One that stands there is taken as it is: drawing a report of its own takes longer than all of these checks.
  writeFileSync(join(folder, 'words', 'report.html'), '<!doctype html><title>report</title><script>0</script>');
  await latentkit('share', 'words', '--out', 'words.html');
  const visited = await visit(browser, `${pathToFileURL(join(folder, 'words.html')).href}#imagine`, readers[0]);
  await visited.page.locator('article.imagine').waitFor();
  await drawn(visited.page);
  const picture = visited.page.locator('.pictures canvas.picture');
  const shown = await eventually(async () => (await seen(picture)) !== 0);
  const complaints = visited.complaints.join('; ');
  report('imagine, in a page that stands alone: draws, no complaint', shown && complaints === '', complaints);
  await visited.close();
}
