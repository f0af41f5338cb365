// What dragging costs a page: time on the main thread for each pointer event, in the explorer of a run with 60 000 codes and in a lesson that trains
// meanwhile. 60 frames a second leave 16.7 ms for each; where a processor paints in place of a graphics card, the painting comes on top and is not counted.
//
//   node scripts/dragging.mjs [--json benchmarks/results/dragging.json] [--events 200] [--main apps/cli/dist/main.js]
//
// Needs the packages built, and chromium (LATENTKIT_CHROMIUM=<path> for one that must be there).
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './check/tool.mjs';
import { circle, drag, eventually, seen, show } from './explorer/drive.mjs';
import { byCommand } from './explorer/served.mjs';
import { chromiumCheck } from './pages/chromiumCheck.mjs';
import { command, largeMnist } from './pages/runs.mjs';
import { readers, visit } from './pages/visit.mjs';

const { values: flags } = parseArgs({
  options: {
    main: { type: 'string', default: join(root, 'apps', 'cli', 'dist', 'main.js') },
    events: { type: 'string', default: '200' },
    json: { type: 'string' },
  },
});
const [events, mostMs] = [Number(flags.events), 16];
const { folder, report, run } = chromiumCheck('dragging');

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 * @type {{ gesture: string, events: number, msPerEvent: number, scriptMsPerEvent: number }[]}
 */
const rows = [];

/** Time on the main thread while something is done, by pointer events that the page got. @param {Page} page @param {string} gesture @param {() => Promise<unknown>} act */
async function measure(page, gesture, act) {
  const client = await page.context().newCDPSession(page);
  // Time that the thread computes, whatever else the machine does.
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    const of = (/** @type {string} */ wanted) => 1000 * (metrics.find(({ name }) => name === wanted)?.value ?? 0);
    return { task: of('TaskDuration'), script: of('ScriptDuration') };
  };
  await page.evaluate(() => {
    const page = /** @type {any} */ (globalThis);
    if (page.pointed === undefined)
      for (const kind of ['pointermove', 'wheel'])
        addEventListener(kind, () => page.pointed++, { capture: true, passive: true });
    page.pointed = 0;
  });
  const before = await spent();
  await act();
  const after = await spent();
  const pointed = await page.evaluate(() => /** @type {any} */ (globalThis).pointed);
  const row = {
    gesture,
    events: pointed,
    msPerEvent: (after.task - before.task) / pointed,
    scriptMsPerEvent: (after.script - before.script) / pointed,
  };
  rows.push(row);
  await client.detach();
  const detail = `${row.msPerEvent.toFixed(1)} ms per pointer event, of which scripts ${row.scriptMsPerEvent.toFixed(1)} ms; ${pointed} events`;
  report(gesture, pointed >= events / 2 && row.msPerEvent <= mostMs, detail);
}

/** @param {Page} page @param {Locator} over */
async function hover(page, over) {
  const box = await over.boundingBox();
  for (let i = 0; i < events; i++) {
    const [x, y] = circle(i / events);
    await page.mouse.move((box?.x ?? 0) + x * (box?.width ?? 0), (box?.y ?? 0) + y * (box?.height ?? 0));
  }
}

/** @param {Page} page */
async function plane(page) {
  await show(page, 'plane');
  const plane = page.getByRole('slider', { name: /^Plane of codes/ });
  const picture = page.locator('.big canvas.picture').first();
  await eventually(async () => (await seen(picture)) !== 0);
  const choose = (/** @type {string} */ name) => page.getByRole('radio', { name, exact: true }).check({ force: true });
  // Once to wake everything.
  await drag(page, plane, circle, 40);
  await measure(page, 'plane: drag the point that is decoded', () => drag(page, plane, circle, events));
  await measure(page, 'plane: point at codes', () => hover(page, plane));
  await measure(page, 'plane: zoom by the wheel', async () => {
    const box = await plane.boundingBox();
    await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
    for (let i = 0; i < events; i++) await page.mouse.wheel(0, i % 40 < 20 ? -60 : 60);
  });
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await choose('move the plane');
  await measure(page, 'plane: move it', () => drag(page, plane, circle, events));
  await choose('select codes');
  await measure(page, 'plane: draw a lasso', () => drag(page, plane, circle, events));
}

/** @param {Page} page */
async function lesson(page) {
  await page.evaluate(() => {
    location.hash = 'learn/digits?run';
  });
  const numbers = page.locator('p.numbers[data-step]');
  const step = async () => Number((await numbers.getAttribute('data-step', { timeout: 60_000 })) || 0);
  await eventually(async () => (await step()) > 20, 120_000);
  const dragged = page.locator('canvas.dragged').first();
  await drag(page, dragged, circle, 20);
  const before = await step();
  await measure(page, 'lesson: drag while a VAE trains', () => drag(page, dragged, circle, events));
  report('lesson: it trained meanwhile', (await step()) > before, `steps ${before} to ${await step()}`);
}

await run(async (browser) => {
  const main = resolve(flags.main);
  const sizes = ['--latent-size', '2', '--hidden', '64', '--epochs', '1', '--batch-size', '512', '--no-report'];
  await command(main, folder)('train', 'vae', '--data', largeMnist(folder), ...sizes, '--out', 'vae');
  const served = await byCommand(main, ['explore', 'vae'], folder);
  for (const use of [plane, lesson]) {
    const { page, close } = await visit(browser, served.url, readers[0]);
    await use(page);
    await close();
  }
  await served.close();
  const machine = {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    chromium: browser.version(),
    gpu: 'none, SwiftShader',
    loadAverage: loadavg()[0],
  };
  const result = { date: new Date().toISOString().slice(0, 10), machine, rows };
  if (flags.json) writeFileSync(flags.json, `${JSON.stringify(result, null, 2)}\n`);
});
