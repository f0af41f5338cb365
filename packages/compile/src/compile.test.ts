import { eager, type Program } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from './node.ts';
import { convolutional, type Job, linearAutoencoder, variational } from './testing/jobs.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const jobs: Readonly<Record<string, () => Job>> = {
  'a linear autoencoder': () => linearAutoencoder([20, 16, 8, 2], 16),
  'a convolutional autoencoder': () => convolutional({ sides: 8, filters: [4, 6, 5], batch: 6 }),
  'a variational autoencoder': () => variational([24, 16], 4, { pixels: 30, batch: 16 }),
};

async function drive(program: Program, { data, batch }: Job, steps: number): Promise<number[]> {
  const losses: number[] = [];
  const count = data.shape[0] as number;
  for (let step = 0; step < steps; step++) {
    const rows = Int32Array.from({ length: batch }, (_, i) => (i * 7 + step) % count);
    const { loss } = await program.run({ y: { table: data, rows }, learningRate: 1e-2 }, { seed: 3, step });
    losses.push(loss?.values[0] as number);
  }
  await program.read();
  program.dispose();
  return losses;
}

describe('compile', () => {
  for (const [name, make] of Object.entries(jobs)) {
    it(`trains ${name} as eager tfjs does: losses, weights and moments`, async () => {
      const [one, two] = [make(), make()];
      const expected = await drive(await eager().program(one.step, one.state), one, 5);
      const losses = await drive(compile(two.step, { state: two.state, threads: 1 }), two, 5);
      for (const [i, loss] of losses.entries()) expect(Math.abs(loss / (expected[i] as number) - 1)).toBeLessThan(1e-5);
      two.state.forEach((variable, i) => {
        const difference = tf.max(tf.abs(tf.sub(variable, one.state[i] as tf.Tensor))).dataSync()[0];
        expect(difference, variable.name).toBeLessThan(1e-5);
      });
      expect(losses[4]).toBeLessThan(losses[0] as number);
    });
  }
});
