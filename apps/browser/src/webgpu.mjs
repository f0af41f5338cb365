// Steps on WebGPU beside the same on WebAssembly, in a real page on chromium's adapter in software, the bytes that cross in each, and its kernels.
// node apps/browser/src/webgpu.mjs, with LATENTKIT_CHROMIUM=<path> for a browser that must be there
import { gpuFlags } from './run/chromium.mjs';
import { inChromium } from './run/inChromium.mjs';
import { openPage } from './run/openPage.mjs';
import { serve } from './run/site.mjs';

/** Of a weight's largest element: float32 sums in another order, and Adam makes a whole step of the sign of nearly nothing. */
const tolerance = 1e-3;
const count = 4;
/** Steps after which weights, moments and table are on the GPU. */
const settled = 2;
/** What may cross in a step: row numbers, the learning rate and noise go up, losses come down. ONNX Runtime's smallest buffers have 16 bytes. */
const most = { up: 512, down: 64 };
/** Steps, and the kernels that one of each may start. @type {[import('./page/steps.ts').StepName, number][]} */
const steps = [
  ['dense', 60],
  ['convolutional', 95],
  ['variational', 95],
  ['transformer', 200],
];

await inChromium({ flags: gpuFlags, width: 40 }, async ({ browser, folder, report }) => {
  const { url, close } = await serve(folder, true);
  const { page, call } = await openPage(browser, url);
  for (const [name, kernels] of steps) {
    try {
      const { device, reasons, difference, losses, ms, crossings, stateBytes } = await call('onWebGpu', name, count);
      const times = `${ms.map(Math.round).join(', ')} ms`;
      const agrees = device === 'webgpu' && losses.every(Number.isFinite) && difference < tolerance;
      report(`${name}, ${device}`, agrees, [`differs by ${difference.toExponential(1)}`, times, ...reasons].join('; '));
      const after = crossings.slice(settled);
      const stays = after.every(
        ({ up, down, dispatches }) => up <= most.up && down > 0 && down <= most.down && dispatches <= kernels,
      );
      const last = after.map(({ up, down, uniforms }) => `${up} up, ${down} down, ${uniforms} of shapes`);
      const starts = `${after[0]?.dispatches} kernels`;
      report(`${name}, state of ${stateBytes} bytes stays`, stays, `${last.join('; ')}; ${starts}`);
    } catch (error) {
      report(name, false, String(error).split('\n')[0] ?? '');
    }
  }
  await page.close();
  await close();
});
