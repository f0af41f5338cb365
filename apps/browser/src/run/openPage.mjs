import { createRequire } from 'node:module';

const wasm = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');

/**
 * @typedef {import('../page.ts').Page} Page
 * @typedef {{
 *   page: import('playwright-core').Page,
 *   complaints: string[],
 *   requests: string[],
 *   call<Name extends keyof Page>(name: Name, ...args: Parameters<Page[Name]>): Promise<Awaited<ReturnType<Page[Name]>>>,
 * }} Opened  complaints: whatever the console and the network had to say against it
 */

/**
 * Open the page and wait until it can be called.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @returns {Promise<Opened>}
 */
export async function openPage(browser, url) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const complaints = [];
  /** @type {string[]} */
  const requests = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`));
  page.on('response', (response) => {
    requests.push(response.url());
    if (response.status() >= 400) complaints.push(`${response.url()} ${response.status()}`);
  });
  await page.route('**/elsewhere/runtime.wasm', (route) =>
    route.fulfill({ path: wasm, contentType: 'application/wasm' }),
  );
  await page.goto(url);
  await page.waitForFunction(() => 'page' in globalThis);
  return {
    page,
    complaints,
    requests,
    call: (name, ...args) =>
      page.evaluate(
        ([name, args]) => {
          const functions = /** @type {any} */ (globalThis).page;
          return functions[name](...args);
        },
        /** @type {const} */ ([name, args]),
      ),
  };
}
