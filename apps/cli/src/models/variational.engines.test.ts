import '@tensorflow/tfjs-backend-cpu';
import { catalogue } from '@latentkit/catalogue';
import { compiled } from '@latentkit/compile/node';
import { table } from '@latentkit/core';
import type { Dataset } from '@latentkit/datasets';
import { modelOf, runSpec } from '@latentkit/runs';
import { plan, tablesOf } from '@latentkit/runs/internal';
import { expectEnginesAgree } from '@latentkit/test-kit';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, it } from 'vitest';

const [count, side] = [40, 8];
const pixels = Uint8Array.from({ length: count * side ** 2 }, (_, i) => 127 + 127 * Math.sin(i ** 2 / 7));
const labels = { values: Int32Array.from({ length: count }, (_, i) => i % 3), shape: [count], scale: 1 };
const split = { y: table(pixels, [count, side, side, 1], 1 / 255), label: labels };
const data: Dataset = { name: 'waves', train: split, test: split, classes: ['a', 'b', 'c'] };
const dense = { hidden: [12], latentSize: 3 };

const cases: [string, string, Record<string, unknown>][] = [
  ['β with a warm-up, parts weighed apart', 'vae', { ...dense, beta: 4, betaWarmupSteps: 5, meanWeight: 0.5 }],
  ['cycles of β, free bits, two samples', 'vae', { ...dense, betaCycles: 3, freeBits: 0.2, samples: 2 }],
  ['pixels drawn again', 'vae', { ...dense, binarize: true }],
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

describe('compiled and eager learn the same', () => {
  it.each(cases)('%s', async (_, name, flags) => {
    const known = catalogue();
    const entry = modelOf(known, name, 'test');
    const planned = () =>
      plan(runSpec(known, { model: name, ...flags, batchSize: 27, epochs: 10, seed: 3 }), entry, { data, parts: {} });
    const [{ model, objective, learn }, other] = [await planned(), await planned()];
    // One for the eager engine, one for the compiled.
    const models = [model, other.model];
    const trained = {
      make: () => models.pop() as typeof model,
      objective,
      data: tablesOf(entry, data.train),
      ...(learn && { learn }),
    };
    await expectEnginesAgree(trained, [compiled()]);
  });
});
