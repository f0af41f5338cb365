// The site as its readers have it: built, shown below a path by a host that knows nothing of it, and used in a real chromium on a desktop and a
// phone. Every link leads somewhere, every "Try it" does something, nothing in the console, no request beyond the site, axe finds nothing serious, and
// what was opened once opens without a network.
//
//   node scripts/site-check.mjs [--shots FOLDER]
//   node scripts/site-check.mjs --first-drag      only the time from the first click on the front page to a VAE that one drags, three times
//
// Needs the explorer built, and chromium (LATENTKIT_CHROMIUM=<path> for one that must be there).
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { eventually, seen } from './explorer/drive.mjs';
import { byAnyHost } from './explorer/served.mjs';
import { accessibility, overflow } from './pages/accessibility.mjs';
import { chromiumCheck } from './pages/chromiumCheck.mjs';
import { cpuSeconds } from './pages/cpuSeconds.mjs';
import { readers, shoot, visit } from './pages/visit.mjs';
import { buildSite } from './site/build.mjs';
import { deadLinks, pagesIn } from './site/deadLinks.mjs';
import { stepOf, tryAll } from './site/tryAll.mjs';

const { values: flags } = parseArgs({ options: { shots: { type: 'string' }, 'first-drag': { type: 'boolean' } } });
const base = '/deep/down/';
/** What must not be wider than its place on any screen. */
const read = '.displayed, .quote pre';
const { folder, report, run } = chromiumCheck('site-check');
const out = join(folder, 'site');
const [desktop, dark, phone, phoneDark] = readers;

/**
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('./pages/visit.mjs').Reader} Reader
 */

/**
 * Pages one after the other in one browser, as a reader goes through them.
 *
 * @param {Browser} browser
 * @param {string} url
 * @param {Reader} reader
 * @param {string[]} pages
 * @param {{ tries: boolean }} what
 */
async function readPages(browser, url, reader, pages, { tries }) {
  const visited = await visit(browser, url, reader);
  const { page, complaints, requests } = visited;
  for (const name of pages) {
    const title = `${name}, ${reader.name}`;
    complaints.length = 0;
    requests.length = 0;
    await page.goto(url + name, { waitUntil: 'load' });
    await page.locator('h1').first().waitFor();
    const found = await accessibility(page);
    report(`${title}: nothing serious for axe`, found.length === 0, found.join('; '));
    const beyond = await overflow(page);
    report(`${title}: fits the window`, beyond <= 0, beyond > 0 ? `${beyond} pixels more` : '');
    const cut = await cutOff(
      page,
      reader.touch
        ? `${read}, .costs .scroll, .evidence .scroll, .reparameterisation .scroll`
        : `${read}, .vp-doc table`,
    );
    report(`${title}: nothing is cut off`, cut.length === 0, cut.join('; '));
    if (tries) {
      const failed = (/** @type {unknown} */ error) => report(title, false, String(error).split('\n')[0]);
      await tryAll(page, report, title).catch(failed);
    }
    await shoot(page, title, flags.shots);
    const away = requests.filter((request) => !request.startsWith(url));
    report(`${title}: no request leaves the site`, away.length === 0, away.join('; '));
    report(`${title}: no complaint`, complaints.length === 0, complaints.slice(0, 3).join('; '));
  }
  await visited.close();
}

/** What is wider than its place, by its first words; a phone may scroll a table, not a formula or a figure that one moves. @param {import('playwright-core').Page} page @param {string} what */
function cutOff(page, what) {
  return page.locator(what).evaluateAll((found) =>
    // 8 pixels are the rounding of cells, and the slack of a slanted letter.
    found
      .filter((one) => one.scrollWidth > one.clientWidth + 8)
      .map((one) => (one.textContent ?? '').trim().slice(0, 40)),
  );
}

/** From the button on the front page to a picture that follows a drag. @param {Browser} browser @param {string} url */
async function toADrag(browser, url) {
  const visited = await visit(browser, url, desktop);
  const { page } = visited;
  const [started, before] = [Date.now(), cpuSeconds() ?? Number.NaN];
  await page.getByRole('button', { name: 'Try it' }).click();
  const frame = page.locator('.try iframe').contentFrame();
  const plane = frame.locator('canvas.dragged').first();
  const picture = frame.locator('.dragged-image canvas');
  await picture.waitFor({ timeout: 300_000 });
  await eventually(async () => (await stepOf(page)) > 0, 300_000);
  const untouched = await seen(picture);
  const box = await plane.boundingBox();
  const at = (/** @type {number} */ share) => [
    (box?.x ?? 0) + share * (box?.width ?? 0),
    (box?.y ?? 0) + share * (box?.height ?? 0),
  ];
  const [x = 0, y = 0] = at(0.3);
  await page.mouse.move(x, y);
  await page.mouse.down();
  const [toX = 0, toY = 0] = at(0.7);
  await page.mouse.move(toX, toY, { steps: 5 });
  const follows = await eventually(async () => (await seen(picture)) !== untouched, 30_000);
  await page.mouse.up();
  const seconds = (Date.now() - started) / 1000;
  const cpu = (cpuSeconds() ?? Number.NaN) - before;
  const took = `${seconds.toFixed(1)} s after the click, ${cpu.toFixed(1)} s of CPU`;
  // 15 s on two quiet cores; on busy ones the browser's own CPU time says what it would have been at most.
  report('front page: a VAE that one drags', follows && Math.min(seconds, cpu || seconds) < 15, took);
  await visited.close();
}

/** What a beginner types, and where that is explained. */
const searched = {
  anomaly: /\/anomaly-detection\.html/,
  csv: /\/data\/large-csv\.html/,
  reparameterisation: /\/lectures\/11-/,
  resume: /\/(own-data|distributed|packages\/runs|apps\/cli)/,
  'evidence lower bound': /\/(lectures\/12-|gallery)/,
};

/** @param {Browser} browser @param {string} url */
async function search(browser, url) {
  const visited = await visit(browser, url, dark);
  const { page } = visited;
  await page.goto(`${url}start.html`, { waitUntil: 'load' });
  for (const [words, wanted] of Object.entries(searched)) {
    await page.locator('.VPNavBarSearch button').first().click();
    await page.locator('#localsearch-input').fill(words);
    const first = page.locator('.VPLocalSearchBox .result').first();
    const led = async () => String(await first.getAttribute('href', { timeout: 5000 }).catch(() => ''));
    const found = await eventually(async () => wanted.test(await led()));
    report(`search: ${words}`, found, await led());
    await page.keyboard.press('Escape');
  }
  await visited.close();
}

/** @param {Browser} browser @param {string} url */
async function offline(browser, url) {
  const visited = await visit(browser, url, desktop);
  const { page } = visited;
  const controlled = () => page.evaluate(() => navigator.serviceWorker.controller !== null);
  report('offline: the pages are kept', await eventually(controlled, 90_000));
  await page.getByRole('button', { name: 'Try it' }).click();
  report('offline: the lesson was opened once', await eventually(async () => (await stepOf(page)) > 0, 90_000));
  await page.context().setOffline(true);
  for (const name of ['', 'lectures/05-denoising.html', 'fr/lectures/12-free-energy.html']) {
    await page.goto(url + name, { waitUntil: 'load' }).catch(() => undefined);
    const heading = await page
      .locator('h1')
      .first()
      .textContent({ timeout: 20_000 })
      .catch(() => '');
    report(`offline: ${name || 'front page'}`, heading !== '', heading?.trim() ?? '');
  }
  await page.goto(`${url}lectures/05-denoising.html`, { waitUntil: 'load' });
  await page.reload({ waitUntil: 'load' });
  await page.getByRole('button', { name: 'Try it' }).first().click();
  report(
    'offline: a lesson trains',
    await eventually(async () => (await stepOf(page)) > 2, 90_000),
    `step ${await stepOf(page)}`,
  );
  await visited.close();
}

await run(async (browser) => {
  await buildSite(base, out);
  if (flags['first-drag']) {
    const { url, close } = await byAnyHost(out, base);
    for (let time = 0; time < 3; time++) await toADrag(browser, url);
    await close();
    return;
  }
  const { links, dead } = deadLinks(out, base);
  report('no dead link', dead.length === 0, dead.length > 0 ? dead.slice(0, 10).join('; ') : `${links} links`);
  for (const file of ['llms.txt', 'llms-full.txt', 'worker.js']) report(file, existsSync(join(out, file)));
  const { url, close } = await byAnyHost(out, base);
  const lectures = pagesIn(out)
    .filter((page) => /lectures\/\d/.test(page))
    .sort();
  const english = lectures.filter((page) => !page.startsWith('fr/'));
  const others = ['', 'start.html', 'results.html', 'reproduce.html', 'gallery/index.html', 'decisions/index.html'];
  await toADrag(browser, url);
  await readPages(browser, url, desktop, [...others, ...english], { tries: true });
  await readPages(browser, url, dark, ['fr/index.html', ...lectures.filter((page) => page.startsWith('fr/'))], {
    tries: false,
  });
  await readPages(browser, url, phone, ['', ...english.slice(2, 3), ...english.slice(8)], { tries: false });
  await readPages(browser, url, phoneDark, ['fr/lectures/11-variational.html', 'own-data.html'], { tries: true });
  await search(browser, url);
  await offline(browser, url);
  await close();
});
