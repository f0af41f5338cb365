import '@tensorflow/tfjs-backend-cpu';
import { catalogue } from '@latentkit/catalogue';
import { compiled } from '@latentkit/compile/node';
import { type Engine, eager, table, train } from '@latentkit/core';
import type { Dataset } from '@latentkit/datasets';
import { modelOf, runSpec } from '@latentkit/runs';
import { plan, tablesOf } from '@latentkit/runs/internal';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

const [count, side] = [40, 8];
const pixels = Uint8Array.from({ length: count * side ** 2 }, (_, i) => 127 + 127 * Math.sin(i ** 2 / 7));
const labels = { values: Int32Array.from({ length: count }, (_, i) => i % 3), shape: [count], scale: 1 };
const split = { y: table(pixels, [count, side, side, 1], 1 / 255), label: labels };
const data: Dataset = { name: 'waves', train: split, test: split, classes: ['a', 'b', 'c'] };
const dense = { hidden: [12], latentSize: 3 };

const cases: [string, string, Record<string, unknown>][] = [
  ['β with a warm-up, parts weighed apart', 'vae', { ...dense, beta: 4, betaWarmupSteps: 5, meanWeight: 0.5 }],
  ['cycles of β, free bits, two samples', 'vae', { ...dense, betaCycles: 3, freeBits: 0.2, samples: 2 }],
  ['pixels drawn anew', 'vae', { ...dense, binarize: true }],
  ['learned variance', 'vae', { ...dense, likelihood: 'learned-gaussian' }],
  ['importance weighted', 'vae', { ...dense, bound: 'importance-weighted', samples: 3 }],
  [
    'importance weighted, doubly reparameterised',
    'vae',
    { ...dense, bound: 'importance-weighted', samples: 3, estimator: 'doubly-reparameterized' },
  ],
  ['total correlation', 'tc-vae', dense],
  ['Wasserstein', 'info-vae', dense],
  ['InfoVAE', 'info-vae', { ...dense, alpha: 0.5, lambda: 10, binarize: true }],
  ['vector quantisation', 'vq-vae', { hidden: [12], vectors: 3, dimension: 2, codebookSize: 5 }],
  ['the class told', 'conditional-vae', { ...dense, samples: 2 }],
  ['convolutions', 'convolutional-vae', { filters: [2, 3], latentSize: 3 }],
];

beforeAll(() => setBackend('cpu'));

/** Twenty steps. */
async function learned(model: string, flags: Record<string, unknown>, engine: Engine) {
  const known = catalogue();
  const entry = modelOf(known, model, 'test');
  const spec = runSpec(known, { model, ...flags, batchSize: 8, epochs: 4, seed: 3 });
  const planned = plan(spec, entry, { data, parts: {} });
  const totals: number[] = [];
  const options = { ...planned, data: tablesOf(entry, data.train), engine, epochs: 4, batchSize: 8, seed: 3 };
  for await (const event of train(options)) if (event.kind === 'step') totals.push(event.total);
  const weights = Object.entries(planned.model.variables).map(
    ([name, variable]) => [name, variable.dataSync<'float32'>()] as const,
  );
  const copy = Object.fromEntries(weights.map(([name, values]) => [name, Float32Array.from(values)]));
  planned.model.dispose();
  return { totals, weights: copy };
}

describe('compiled and eager learn the same', () => {
  it.each(cases)('%s', async (_, model, flags) => {
    const [one, other] = [await learned(model, flags, eager()), await learned(model, flags, compiled())];
    expect(one.totals).toHaveLength(20);
    expect(Object.keys(other.weights)).toEqual(Object.keys(one.weights));
    for (const [name, values] of Object.entries(one.weights)) {
      const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const apart = values.reduce((most, value, i) => {
        return Math.max(most, Math.abs(value - (other.weights[name]?.[i] as number)));
      }, 0);
      expect(apart / largest, name).toBeLessThan(1e-4);
    }
  });
});
