// The explorer of real runs, and the page of all runs (`latentkit ui`), in a real chromium, by the command's own server and by a host that knows nothing of it: each view is used by pointer and
// by keys, on a desktop and a phone, light and dark; nothing in the console, no request beyond the page's origin, axe finds nothing serious, it
// works without a network once it is there, and the server gives nothing that is not the site. The one page of `latentkit share` opens from file://.
//
//   node scripts/explorer-check.mjs [--main apps/cli/dist/main.js] [--shots FOLDER]
//
// Needs the packages built, and chromium (LATENTKIT_CHROMIUM=<path> for one that must be there).
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './check/tool.mjs';
import { eventually, show } from './explorer/drive.mjs';
import { checkServer } from './explorer/refusals.mjs';
import { checkRunsPage } from './explorer/runsPage.mjs';
import { byAnyHost, byCommand } from './explorer/served.mjs';
import { checkShare } from './explorer/sharePage.mjs';
import { otherAxes, views } from './explorer/views.mjs';
import { checkWords, trainWords } from './explorer/words.mjs';
import { accessibility, overflow } from './pages/accessibility.mjs';
import { chromiumCheck } from './pages/chromiumCheck.mjs';
import { command, smallMnist } from './pages/runs.mjs';
import { readers, shoot, visit } from './pages/visit.mjs';

const { values: flags } = parseArgs({
  options: {
    main: { type: 'string', default: join(root, 'apps', 'cli', 'dist', 'main.js') },
    shots: { type: 'string' },
  },
});
const main = resolve(flags.main);
const { folder, report, run } = chromiumCheck('explorer-check');
const latentkit = command(main, folder);
const runs = ['vae', 'vae-8d', 'conditional', 'denoising'];

async function trainRuns() {
  const data = smallMnist(folder, { train: 2000, test: 400 });
  const common = ['--data', data, '--epochs', '3', '--batch-size', '50', '--hidden', '64'];
  await latentkit('train', 'vae', ...common, '--latent-size', '2', '--out', 'vae');
  await latentkit('train', 'vae', ...common, '--latent-size', '8', '--out', 'vae-8d');
  await latentkit('train', 'conditional-vae', ...common, '--latent-size', '2', '--out', 'conditional');
  await latentkit('train', 'denoising-autoencoder', ...common, '--latent-size', '4', '--out', 'denoising');
}

/**
 * @param {import('./pages/visit.mjs').Visit} visited
 * @param {string} url
 * @param {string} title
 */
function checkQuiet({ complaints, requests }, url, title) {
  const base = url.replace(/[^/]*$/, '');
  const away = requests.filter((request) => !request.startsWith(base));
  report(`${title}: no request leaves the site`, away.length === 0, away.join('; '));
  report(`${title}: no complaint`, complaints.length === 0, complaints.slice(0, 3).join('; '));
}

/**
 * Each view as it is, then used.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {import('./pages/visit.mjs').Reader} reader
 */
async function checkViews(browser, url, reader) {
  for (const [name, use] of Object.entries(views)) {
    const title = `${name}, ${reader.name}`;
    const visited = await visit(browser, `${url}#${name}`, reader);
    const { page, close } = visited;
    const failed = (/** @type {unknown} */ error) =>
      report(title, false, String(error).split('\n').slice(0, 4).join(' '));
    await show(page, name).catch(failed);
    await page.waitForTimeout(800);
    await shoot(page, title, flags.shots);
    const found = await accessibility(page);
    report(`${title}: nothing serious for axe`, found.length === 0, found.join('; '));
    const beyond = await overflow(page);
    report(`${title}: fits the window`, beyond <= 0, beyond > 0 ? `${beyond} pixels more` : '');
    if (reader.scheme === 'light') await use({ page, touch: reader.touch, report, title }).catch(failed);
    if (reader.scheme === 'light' && name === 'plane')
      await otherAxes({ page, touch: reader.touch, report, title }).catch(failed);
    checkQuiet(visited, url, title);
    await close();
  }
}

/**
 * Every view was there once; then the network goes.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 */
async function checkOffline(browser, url) {
  const visited = await visit(browser, url, readers[0]);
  const { page, complaints, requests, underWay, close } = visited;
  // The views of a run stand there once it is loaded.
  await page.locator('nav a[href^="#plane"]').waitFor({ state: 'attached' });
  const names = await page
    .locator('nav a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.slice(1).split('?')[0] ?? ''));
  const each = async (/** @type {(name: string) => Promise<void>} */ then) => {
    for (const name of names) {
      await show(page, name);
      await then(name);
    }
  };
  await each(async () => page.waitForTimeout(1000));
  // On a busy machine the engine comes later than its view: its script first, which then asks for the rest.
  const isEngine = (/** @type {string} */ address) => /ort-wasm.*\.wasm$/.test(address);
  await eventually(
    async () => requests.some(isEngine) && ![...underWay].some((request) => isEngine(request.url())),
    60_000,
  );
  await page.context().setOffline(true);
  await each(async (name) => {
    const failures = await page.getByRole('alert').allTextContents();
    report(`offline: ${name}`, failures.length === 0, failures.join('; '));
  });
  await show(page, 'plane');
  await views.plane?.({ page, touch: false, report, title: 'offline: plane' });
  await show(page, 'draw');
  await views.draw?.({ page, touch: false, report, title: 'offline: draw' });
  await show(page, 'learn');
  await page.getByRole('button', { name: 'Start' }).click();
  const steps = page.locator('p.numbers');
  const learns = () => eventually(async () => Number(await steps.getAttribute('data-step')) > 5, 60_000);
  report('offline: learns', await learns(), (await steps.textContent()) ?? '');
  report('offline: no complaint', complaints.length === 0, complaints.slice(0, 3).join('; '));
  await close();
}

/** @param {string} path @returns {number} bytes of all files below */
function sizeOf(path) {
  const entry = statSync(path);
  return entry.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : entry.size;
}

/** @param {import('playwright-core').Browser} browser */
async function checkExport(browser) {
  await latentkit('explore', 'vae', '--export', 'one');
  const [whole, wasm] = [sizeOf(join(folder, 'one')), 14.3e6];
  report(
    'export: a site of one run is below 25 MB',
    whole < 25e6,
    `${(whole / 1e6).toFixed(1)} MB, ${((whole - wasm) / 1e6).toFixed(1)} without the runtime`,
  );
  await latentkit('explore', ...runs, '--export', 'site');
  const { url, close } = await byAnyHost(join(folder, 'site'), '/deep/down/');
  const [desktop, , phone] = readers;
  for (const reader of [desktop, phone]) {
    const title = `any host, ${reader.name}`;
    const visited = await visit(browser, url, reader);
    const { page } = visited;
    for (const name of Object.keys(views)) await show(page, name);
    await show(page, 'plane');
    await views.plane?.({ page, touch: reader.touch, report, title });
    checkQuiet(visited, url, title);
    await visited.close();
  }
  await checkOffline(browser, url);
  await close();
}

await run(async (browser) => {
  await trainRuns();
  const { url, close, ended } = await byCommand(main, ['explore', ...runs], folder);
  await checkServer(url, report);
  for (const reader of readers) await checkViews(browser, url, reader);
  await close();
  const code = await ended;
  report('Ctrl-C ends the server', code === 0 || code === 130, String(code));
  await checkExport(browser);
  await checkRunsPage(browser, { main, folder, report, shots: flags.shots });
  await checkShare(browser, { latentkit, folder, report });
  await trainWords(latentkit);
  await checkWords(browser, { main, latentkit, folder, report });
});
