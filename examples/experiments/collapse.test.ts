import '@tensorflow/tfjs-backend-cpu';
import { compiled } from '@latentkit/compile/node';
import { gather, streams, type Table, table } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { mnist } from '@latentkit/datasets/node';
import { momentsOf } from '@latentkit/metrics';
import { beforeAll, describe, expect, it } from 'vitest';
import { centres } from './centres.ts';
import { collapse, type WayName } from './collapse.ts';

/** What is left of ‖y − mean‖², over all rows: 0 for the identity, 1 for a model that says the mean of the data always. */
const left = (energies: Float32Array, all: number) => energies.reduce((sum, value) => sum + value, 0) / all;

describe('an over-complete autoencoder of digits, 100 numbers to 200', () => {
  let y: Table;
  let at: { data: Table; noise: Table };
  let spread: { data: number; noise: number };

  beforeAll(async () => {
    const { train, test } = await mnist();
    y = centres(train.y, 1000);
    const random = fillUniform(new Float32Array(300 * 100), { seed: 1, stream: streams.callers, step: 0 });
    at = { data: centres(test.y, 300), noise: table(random, [300, 100]) };
    const { mean } = momentsOf(y);
    const spreadOf = (some: Table) =>
      gather({ table: some, rows: Int32Array.from({ length: 300 }, (_, i) => i) }).reduce(
        (sum, value, i) => sum + (value - (mean[i % 100] as number)) ** 2,
        0,
      );
    spread = { data: spreadOf(at.data), noise: spreadOf(at.noise) };
  });

  const leftBy = async (name: WayName) => {
    const { data, noise } = await collapse(name, { y, at, engine: compiled({ threads: 1 }), epochs: 150 });
    return { data: left(data, spread.data), noise: left(noise, spread.noise) };
  };

  it('collapses without a regulariser: it is the identity, and its energy is as flat at noise as at digits', async () => {
    const { data, noise } = await leftBy('nothing');
    expect(data).toBeLessThan(0.01);
    expect(noise).toBeLessThan(0.03);
  }, 120_000);

  it.each(['sparsity', 'noise', 'sampling'] as const)(
    'does not by %s: noise keeps most of its energy',
    async (name) => {
      const { data, noise } = await leftBy(name);
      expect(noise).toBeGreaterThan(0.5);
      expect(data).toBeLessThan(0.65 * noise);
    },
    120_000,
  );
});
