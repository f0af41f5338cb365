/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 */

/** What a canvas shows, as one number. @param {Locator} canvas @returns {Promise<number>} */
export function seen(canvas) {
  return canvas.evaluate((element) => {
    const { width, height } = /** @type {HTMLCanvasElement} */ (element);
    if (width === 0 || height === 0) return 0;
    // A copy: reading from the page's own would slow it down, and the browser would say so.
    const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    copy?.drawImage(/** @type {HTMLCanvasElement} */ (element), 0, 0);
    let hash = 0;
    for (const byte of copy?.getImageData(0, 0, width, height).data ?? []) hash = (Math.imul(hash, 31) + byte) | 0;
    return hash;
  });
}

/**
 * Whether something changes what a canvas shows.
 *
 * @param {Locator} canvas
 * @param {() => Promise<unknown>} act
 * @param {number} [withinMs]
 */
export async function changes(canvas, act, withinMs = 15_000) {
  const before = await seen(canvas);
  await act();
  return eventually(async () => (await seen(canvas)) !== before, withinMs);
}

/** @param {() => Promise<boolean>} holds @param {number} [withinMs] */
export async function eventually(holds, withinMs = 15_000) {
  const end = Date.now() + withinMs;
  for (;;) {
    if (await holds()) return true;
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Go to a view and wait until it is there. @param {Page} page @param {string} name */
export async function show(page, name) {
  await page.evaluate((name) => {
    // As the links of the page do: the runs stay chosen.
    const settings = new URLSearchParams(location.hash.split('?')[1] ?? '');
    const runs = ['of', 'beside'].flatMap((key) => (settings.has(key) ? [`${key}=${settings.get(key)}`] : []));
    location.hash = name.includes('?') || runs.length === 0 ? name : `${name}?${runs.join('&')}`;
  }, name);
  await page.locator(`article.${name} > :nth-child(3):not([role="status"])`).waitFor({ timeout: 60_000 });
}

/**
 * Drag along points, as fast as the browser takes them.
 *
 * @param {Page} page
 * @param {Locator} over
 * @param {(t: number) => readonly [number, number]} path  t from 0 to 1 → shares of width and height
 * @param {number} steps
 */
export async function drag(page, over, path, steps) {
  await over.scrollIntoViewIfNeeded();
  const box = await over.boundingBox();
  if (!box) throw new Error('nothing to drag over');
  const at = (/** @type {number} */ t) => {
    const [x, y] = path(t);
    return /** @type {const} */ ([box.x + x * box.width, box.y + y * box.height]);
  };
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let step = 1; step <= steps; step++) await page.mouse.move(...at(step / steps));
  await page.mouse.up();
}

/** A circle about the middle. @param {number} t */
export const circle = (t) =>
  /** @type {const} */ ([0.5 + 0.3 * Math.cos(2 * Math.PI * t), 0.5 + 0.3 * Math.sin(2 * Math.PI * t)]);

/**
 * Times between the frames of a page while something is done to it, and how often what a canvas shows changed.
 *
 * @param {Page} page
 * @param {Locator} canvas
 * @param {() => Promise<unknown>} act
 * @returns {Promise<{ median: number, p95: number, script: number, frames: number, pictures: number }>} milliseconds; script: of a frame, whatever
 *   else the machine does
 */
export async function frames(page, canvas, act) {
  const handle = await canvas.elementHandle();
  await page.evaluate((element) => {
    const canvas = /** @type {HTMLCanvasElement} */ (/** @type {unknown} */ (element));
    const record = /** @type {{ times: number[], pictures: number, on: boolean }} */ ({
      times: [],
      pictures: 0,
      on: true,
    });
    Object.assign(globalThis, { record });
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
    let last = '';
    const frame = (/** @type {number} */ time) => {
      if (!record.on) return;
      record.times.push(time);
      copy?.drawImage(canvas, 0, 0);
      const picture = String(copy?.getImageData(0, 0, canvas.width, canvas.height).data);
      if (picture !== last) record.pictures++;
      last = picture;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }, handle);
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const inScripts = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0);
  };
  const before = await inScripts();
  await act();
  const spent = (await inScripts()) - before;
  const { times, pictures } = await page.evaluate(() => {
    const { record } = /** @type {any} */ (globalThis);
    record.on = false;
    return record;
  });
  const apart = times.slice(1).map((/** @type {number} */ time, /** @type {number} */ i) => time - times[i]);
  apart.sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
  const at = (/** @type {number} */ share) => apart[Math.floor(share * (apart.length - 1))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95), script: spent / apart.length, frames: apart.length, pictures };
}
