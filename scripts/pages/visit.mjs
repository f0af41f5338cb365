import { join } from 'node:path';

/** Whom pages must serve: a desktop and a phone, each by day and by night. */
export const readers = /** @type {const} */ ([
  { name: 'desktop, light', width: 1440, height: 900, scheme: 'light', touch: false },
  { name: 'desktop, dark', width: 1440, height: 900, scheme: 'dark', touch: false },
  { name: 'phone, light', width: 390, height: 844, scheme: 'light', touch: true },
  { name: 'phone, dark', width: 390, height: 844, scheme: 'dark', touch: true },
]);

/**
 * @typedef {typeof readers[number]} Reader
 * @typedef {{
 *   page: import('playwright-core').Page,
 *   complaints: string[],
 *   requests: string[],
 *   underWay: Set<import('playwright-core').Request>,
 *   close(): Promise<void>,
 * }} Visit  complaints: whatever console, page and network said against it; requests: each address, data and blobs left out; underWay: those whose answers have not come whole
 */

/**
 * Open a page as a reader has it.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {Reader} reader
 * @returns {Promise<Visit>}
 */
export async function visit(browser, url, { width, height, scheme, touch }) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    hasTouch: touch,
    reducedMotion: 'no-preference',
  });
  const page = await context.newPage();
  // A machine that does other things too may keep a page waiting.
  page.setDefaultTimeout(120_000);
  /** @type {string[]} */
  const complaints = [];
  /** @type {string[]} */
  const requests = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${error.stack ?? error}`));
  /** @type {Set<import('playwright-core').Request>} */
  const underWay = new Set();
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => {
    underWay.delete(request);
    const why = request.failure()?.errorText ?? '';
    // A page that is left, or a worker that is ended, takes back what it asked for.
    if (why !== 'net::ERR_ABORTED') complaints.push(`${request.url()} failed: ${why}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.url()} ${response.status()}`);
  });
  page.on('request', (request) => {
    underWay.add(request);
    if (!/^(data|blob):/.test(request.url())) requests.push(request.url());
  });
  await page.goto(url, { waitUntil: 'load' });
  return { page, complaints, requests, underWay, close: () => context.close() };
}

/**
 * A picture of the whole page, `title.png`, where a folder is given.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} title
 * @param {string | undefined} folder
 */
export async function shoot(page, title, folder) {
  if (folder) await page.screenshot({ path: join(folder, `${title.replaceAll(/[/, ]+/g, '-')}.png`), fullPage: true });
}
