import type { Program } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile as compileInNode } from './node.ts';
import { denseAutoencoder, type Job, variational } from './testing/jobs.ts';
import { compile, compiled } from './web.ts';

// onnxruntime-web runs in Node too, on one thread; apps/browser runs it where it belongs.
beforeAll(async () => {
  await tf.setBackend('cpu');
});

async function losses(program: Program, { data, batch }: Job): Promise<number[]> {
  const seen: number[] = [];
  for (let step = 0; step < 5; step++) {
    const rows = Int32Array.from({ length: batch }, (_, i) => (i * 7 + step) % (data.shape[0] as number));
    const { loss } = await program.run({ y: { table: data, rows }, learningRate: 1e-2 }, { seed: 3, step });
    seen.push(loss?.values[0] as number);
  }
  await program.read();
  program.dispose();
  return seen;
}

describe('the engine of a page', () => {
  it.each([
    ['a linear autoencoder', () => denseAutoencoder([20, 16, 8, 2], 16)],
    ['a variational autoencoder', () => variational([24, 16], 4, { pixels: 30, batch: 16 })],
  ])('trains %s as that of Node does: losses, weights and moments', async (_, make) => {
    const [one, two] = [make(), make()];
    const expected = await losses(compileInNode(one.step, { state: one.state, threads: 1 }), one);
    const received = await losses(await compile(two.step, { state: two.state }), two);
    for (const [i, loss] of received.entries()) expect(Math.abs(loss / (expected[i] as number) - 1)).toBeLessThan(1e-5);
    two.state.forEach((variable, i) => {
      const difference = tf.max(tf.abs(tf.sub(variable, one.state[i] as tf.Tensor))).dataSync()[0];
      expect(difference, variable.name).toBeLessThan(1e-5);
    });
  });

  it('says why it has one thread, and none of the WebGPU that was asked for', async () => {
    const build = () => Promise.reject(new Error('not loaded where there is no WebGPU'));
    const { name, device, threads, reasons } = await compiled({ threads: 2, webgpu: build });
    expect({ name, device, threads }).toEqual({ name: 'compiled', device: 'wasm', threads: 1 });
    expect(reasons).toEqual([
      'wasm, not WebGPU: this browser has none, or the page is not served over HTTPS',
      'one thread: the page is not cross-origin isolated (headers COOP same-origin and COEP require-corp)',
    ]);
  });
});
