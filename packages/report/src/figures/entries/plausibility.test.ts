import '@tensorflow/tfjs-backend-cpu';
import { eager, table } from '@latentkit/core';
import type { OpenRun } from '@latentkit/runs';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { plausibility } from './plausibility.ts';

/** Points on the diagonal y₁ = y₂ of the plane. */
const diagonal = table(
  Float32Array.from({ length: 400 }, (_, i) => Math.floor(i / 2) / 100 - 1),
  [200, 2],
);

async function caption(...models: ((y: tf.Tensor) => tf.Tensor)[]) {
  const engine = await eager({ backend: 'cpu' });
  const runs = models.map((reconstruct, i) => ({
    engine,
    model: { reconstruct, variables: {} },
    spec: { model: `model-${i}` },
    data: async () => ({ test: { y: diagonal } }),
  })) as unknown as OpenRun[];
  const tools = { samplers: {} };
  const figure = await plausibility.draw(runs as never, { examples: 200, split: 'test', seed: 0 }, tools);
  return figure.caption;
}

const identity = (y: tf.Tensor) => y;
/** Onto the diagonal: what is on it stays. */
const projection = (y: tf.Tensor) => tf.mul(tf.onesLike(y), tf.mean(y, 1, true));

it('reads collapse off the energies: the identity has none anywhere', async () => {
  expect(await caption(identity)).toMatch(/Median energy: data 1e-9; .*copies whatever it is given/);
});

it('reads knowledge off the energies: a projection onto the data has energy elsewhere alone', async () => {
  const told = await caption(projection);
  expect(told).toContain('each column shuffled');
  expect(told).toContain('The data has far less energy than the other inputs');
});

it('tells several models apart by their names', async () => {
  expect(await caption(identity, projection)).toMatch(
    /model-0: The model reconstructs data and other inputs about equally well.* model-1: The data has far less energy/,
  );
});

it('says where noise has less energy than data: a projection across them', async () => {
  const across = (y: tf.Tensor) => tf.sub(y, tf.mul(tf.onesLike(y), tf.mean(y, 1, true)));
  expect(await caption(across)).toContain('Some other inputs have less energy than the data');
});

it('does not call collapse what reconstructs nothing: all at the mean', async () => {
  // Everything is put at 0: noise is as far from there as data, and so is shuffled data.
  const told = await caption((y) => tf.zerosLike(y));
  expect(told).toContain('does not tell them apart');
  expect(told).not.toContain('copies');
});
