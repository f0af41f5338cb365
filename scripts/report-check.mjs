// Reports of real runs, opened from file:// in a real chromium, on a desktop and a phone, light and dark: nothing in the console, no request but the
// file, axe finds nothing serious, nothing to scroll sideways, no letters below 11 pixels, two columns where there is room, figures say their
// values, are enlarged, zoomed and taken as SVG, PNG and CSV, plain on paper. And a run of 10 000 steps and 60 000
// codes: how long its report takes to make and to open, and how large it is.
//
//   node scripts/report-check.mjs [--main apps/cli/dist/main.js] [--shots FOLDER]
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
import { readers, shoot, visit } from './pages/visit.mjs';
import { checkCourse, checkDots, checkLooks, checkTools } from './report/figures.mjs';

const { values: flags } = parseArgs({
  options: {
    main: { type: 'string', default: join(root, 'apps', 'cli', 'dist', 'main.js') },
    shots: { type: 'string' },
  },
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
  await shoot(page, title, flags.shots);
  await checkLooks(page, { title, reader, report });
  if (await page.locator('figure[data-words]').count()) await checkDots(page, { title, reader, report });
  if (await page.locator('figure.course').count()) await checkCourse(page, { title, report });
  else report(`${title}: has a course`, name !== 'vae');
  if (reader.scheme === 'light') await checkTools(page, { title, reader, report });
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

/** @param {import('playwright-core').Browser} browser */
async function checkLargeRun(browser) {
  const data = largeMnist(folder);
  // 2 epochs of 5000 steps
  const sizes = ['--epochs', '2', '--batch-size', '12', '--hidden', '64'];
  await latentkit('train', 'vae', '--data', data, ...sizes, '--out', 'large-run');
  await latentkit('report', 'large-run');
  let opened = Infinity;
  const file = join(folder, 'large-run', 'report.html');
  for (let time = 0; time < 5; time++) {
    const before = performance.now();
    const { close } = await visit(browser, pathToFileURL(file).href, readers[0]);
    opened = Math.min(opened, (performance.now() - before) / 1000);
    await close();
  }
  const { size } = statSync(file);
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
