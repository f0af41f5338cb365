import { createHash } from 'node:crypto';
import { digits } from './digits.mjs';

/**
 * @typedef {import('./openPage.mjs').Opened} Opened
 * @typedef {[ok: boolean, detail: string]} Outcome
 */

const tolerance = 1e-4;

/** Where the page that is not isolated is told to find the WebAssembly; the other finds it where the bundler put it. */
const elsewhere = '/elsewhere/runtime.wasm';

/** Of the first 4096 normals of (seed 1, stream 0, step 0); core's tests pin the same. */
const noiseHash = '289e67b9b3b7389e2f1f4728079517c8afa645abe3e9bc11b2875071b95c217e';

/**
 * What must hold on a page, in this order.
 *
 * @type {Record<string, (opened: Opened, isolated: boolean) => Promise<Outcome>>}
 */
export const checks = {
  async 'nothing of the runtime before it is needed'({ requests }) {
    return [requests.length > 0 && !requests.some((url) => url.endsWith('.wasm')), `${requests.length} files`];
  },

  async 'threads where it is isolated, else one with the reason'({ call }, isolated) {
    const described = await call('takeEngine', isolated ? { threads: 2 } : { wasmPaths: { wasm: elsewhere } });
    const { threads, reasons } = described;
    const told = reasons.some((reason) => reason.startsWith('one thread: the page is not cross-origin isolated'));
    const ok = isolated ? threads === 2 && reasons.length === 0 : threads === 1 && told;
    return [ok && described.isolated === isolated, `${described.device}, threads: ${threads}`];
  },

  async 'the noise of Node, bit for bit'({ call }) {
    const { compiled, eager } = await call('normals', 4096);
    const hash = (/** @type {number[]} */ values) =>
      createHash('sha256')
        .update(new Uint8Array(Float32Array.from(values).buffer))
        .digest('hex');
    return [hash(compiled) === noiseHash && hash(eager) === noiseHash, `${compiled.length} normals`];
  },

  async 'trains an autoencoder on digits, loss falling, page alive'({ call }) {
    const { losses, painted } = await call('trainDigits', digits(384), 20);
    const mean = (/** @type {number[]} */ values) => values.reduce((sum, x) => sum + x, 0) / values.length;
    const [first, last] = [mean(losses.slice(0, 6)), mean(losses.slice(-6))];
    const detail = `${losses.length} steps, squared error ${first.toFixed(1)} → ${last.toFixed(1)}, painted ${painted} times`;
    return [losses.length === 120 && last < first / 2 && painted > 2, detail];
  },

  async 'weights as eager, 20 steps with noise'({ call }) {
    const differences = Object.values(await call('agreement', 20));
    const worst = Math.max(...differences);
    return [
      differences.length > 0 && worst < tolerance,
      `${differences.length} weights, differ by ${worst.toExponential(1)}`,
    ];
  },

  async 'a step of job A'({ call }) {
    const { first, median } = await call('stepTime', 200);
    return [median > 0, `${median.toFixed(2)} ms, the first after ${first.toFixed(0)} ms`];
  },

  async 'its WebAssembly loaded once, from where it was said to be'({ requests }, isolated) {
    const loaded = requests.filter((url) => url.endsWith('.wasm'));
    return [loaded.length === 1 && loaded[0]?.endsWith(elsewhere) === !isolated, loaded.join(', ')];
  },

  async 'no complaint of the browser'({ complaints }) {
    return [complaints.length === 0, complaints.join('; ')];
  },

  // Last, for Chromium itself complains where there is no adapter.
  async 'WebGPU where there is one, else the reason'({ call }) {
    const { device, reasons } = await call('takeEngine', { webgpu: true });
    const told = reasons.find((reason) => reason.startsWith('wasm, not WebGPU: '));
    return [device === 'webgpu' || told !== undefined, told ?? device];
  },
};
