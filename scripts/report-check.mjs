// Reports of real runs, opened from file:// in a real chromium, on a desktop and a phone, light and dark: nothing in the console, no request but the
// file, axe finds nothing serious, nothing to scroll sideways, dots say what they stand for, plain on paper. And a run of 10 000 steps and 60 000
// codes: how long its report takes to make and to open, and how large it is.
//
//   node scripts/report-check.mjs [--main apps/cli/dist/main.js]
//
// Needs the packages built, and chromium (LATENTKIT_CHROMIUM=<path> for one that must be there).
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { root } from './check/tool.mjs';
import { accessibility, overflow } from './pages/accessibility.mjs';
import { chromiumCheck } from './pages/chromiumCheck.mjs';
import { command, largeMnist, smallMnist } from './pages/runs.mjs';
import { readers, visit } from './pages/visit.mjs';

const { values: flags } = parseArgs({
  options: { main: { type: 'string', default: join(root, 'apps', 'cli', 'dist', 'main.js') } },
});
const { folder, report, run } = chromiumCheck('report-check');
const latentkit = command(resolve(flags.main), folder);

const [mostSeconds, mostBytes] = [2, 3e6];

/** Pages of runs of each kind. @returns {Promise<Record<string, string>>} */
async function writeReports() {
  const data = smallMnist(folder, { train: 400, test: 100 });
  const common = ['--data', data, '--epochs', '2', '--batch-size', '40', '--hidden', '32'];
  await latentkit('train', 'vae', ...common, '--latent-size', '2', '--out', 'vae');
  await latentkit('train', 'vae', ...common, '--latent-size', '8', '--out', 'vae-8d');
  await latentkit('train', 'autoencoder', ...common, '--latent-size', '200', '--out', 'large-codes');
  await latentkit('train', 'denoising-autoencoder', '--data', 'spiral', '--epochs', '1', '--out', 'spiral');
  await latentkit('train', 'ellipse-ebm', '--data', 'ellipse', '--epochs', '1', '--out', 'ellipse');
  await latentkit('report', 'vae', 'vae-8d', '--out', 'comparison.html');
  const runs = ['vae', 'large-codes', 'spiral', 'ellipse'];
  return { ...Object.fromEntries(runs.map((run) => [run, join(run, 'report.html')])), comparison: 'comparison.html' };
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} name
 * @param {string} file
 * @param {import('./pages/visit.mjs').Reader} reader
 */
async function checkPage(browser, name, file, reader) {
  const url = pathToFileURL(join(folder, file)).href;
  const { page, complaints, requests, close } = await visit(browser, url, reader);
  const title = `${name}, ${reader.name}`;
  const found = await accessibility(page);
  report(`${title}: nothing serious for axe`, found.length === 0, found.join('; '));
  const beyond = await overflow(page);
  report(`${title}: fits the window`, beyond <= 0, beyond > 0 ? `${beyond} pixels more` : '');
  const looks = await page.evaluate(() =>
    ['light', 'dark'].filter(
      (look) => getComputedStyle(document.querySelector(`.${look}`) ?? document.body).display !== 'none',
    ),
  );
  report(`${title}: figures in one look`, looks.join() === reader.scheme, looks.join());
  if (await page.locator('figure[data-words]').count()) await checkDots(page, title, reader);
  await page.emulateMedia({ media: 'print' });
  const onPaper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  report(`${title}: white on paper`, onPaper === 'rgb(255, 255, 255)', onPaper);
  report(
    `${title}: nothing fetched, no complaint`,
    complaints.length === 0 && requests.join() === url,
    [...complaints, ...requests.slice(1)].join('; '),
  );
  await close();
}

/**
 * A dot that is pointed at says what it stands for.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} title
 * @param {import('./pages/visit.mjs').Reader} reader
 */
async function checkDots(page, title, { scheme, touch }) {
  const dot = page.locator(`figure[data-words] .${scheme} circle`).nth(30);
  await dot.scrollIntoViewIfNeeded();
  const box = await dot.boundingBox();
  const at = /** @type {const} */ ([(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2]);
  await (touch ? page.touchscreen.tap(...at) : page.mouse.move(...at));
  const words = await page
    .locator('figure[data-words] .tip:visible')
    .textContent({ timeout: 2000 })
    .catch(() => '');
  await page.locator('figure[data-words]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const second = (await page.locator('figure[data-words] .tip:visible').textContent())?.trim() ?? '';
  report(`${title}: arrow keys go from dot to dot`, second.startsWith('test 1 · '), second);
  report(`${title}: a dot says what it stands for`, /^test \d+ · /.test(words?.trim() ?? ''), words?.trim());
}

/** @param {import('playwright-core').Browser} browser */
async function checkLargeRun(browser) {
  const data = largeMnist(folder);
  // 2 epochs of 5000 steps
  const sizes = ['--epochs', '2', '--batch-size', '12', '--hidden', '64'];
  await latentkit('train', 'vae', '--data', data, ...sizes, '--out', 'large-run');
  let [made, opened] = [Infinity, Infinity];
  const file = join(folder, 'large-run', 'report.html');
  for (let time = 0; time < 5; time++) {
    const started = performance.now();
    await latentkit('report', 'large-run');
    made = Math.min(made, (performance.now() - started) / 1000);
    const before = performance.now();
    const { close } = await visit(browser, pathToFileURL(file).href, readers[0]);
    opened = Math.min(opened, (performance.now() - before) / 1000);
    await close();
  }
  const { size } = statSync(file);
  // About two seconds on two cores of their own; a machine that does other things too is no reason to fail.
  report('10 000 steps and 60 000 codes: the report is made', made < 5 * mostSeconds, `${made.toFixed(2)} s`);
  report('10 000 steps and 60 000 codes: the page opens', opened < mostSeconds, `${opened.toFixed(2)} s`);
  report(
    `10 000 steps and 60 000 codes: below ${mostBytes / 1e6} MB`,
    size < mostBytes,
    `${(size / 1e6).toFixed(2)} MB`,
  );
}

await run(async (browser) => {
  for (const [name, file] of Object.entries(await writeReports())) {
    for (const reader of readers) await checkPage(browser, name, file, reader);
  }
  await checkLargeRun(browser);
});
