import { mlp } from '@latentkit/layers';
import { loadTiedAutoencoder, saveTiedAutoencoder, tiedAutoencoder as tied } from '@latentkit/models';
import { defineModel, type RunShape } from '@latentkit/runs';
import { z } from 'zod';
import type { Parts } from '../parts.ts';
import { summaries } from '../summaries.ts';
import { autoencoding, requireNumbers } from './autoencoding.ts';
import { dense, outputOf } from './networks.ts';
import { chained, numbersOf } from './weights.ts';

/** Kernels of the encoder alone, biases of both. */
const tiedWeights = ({ hidden, latentSize }: { hidden: readonly number[]; latentSize: number }, run: RunShape) =>
  chained([numbersOf(run), ...hidden, latentSize]) + numbersOf(run) + hidden.reduce((sum, units) => sum + units, 0);

export function tiedAutoencoder(parts: Parts) {
  const { options, settle } = dense(parts, { hidden: [], latentSize: 64 });
  const { objective, judge, domain } = autoencoding(parts);
  return defineModel({
    summary: summaries['tied-autoencoder'],
    settle(spec, run) {
      if (spec.cost === undefined) requireNumbers('tied-autoencoder', run);
      // One kernel both ways: every column ends in the same activation.
      return settle({ ...spec, cost: spec.cost ?? 'squared-error' }, run);
    },
    weights: tiedWeights,
    options: {
      ...options,
      latentActivation: z
        .enum(['sigmoid', 'tanh', 'relu', 'linear'])
        .default('sigmoid')
        .describe('activation of the code'),
    },
    build: (spec, run) => {
      const { hidden, latentSize, latentActivation, seed } = spec;
      const sizes = { inputShape: run.exampleShape, hidden, outputShape: [latentSize] };
      const encoder = mlp({ ...sizes, outputActivation: latentActivation, seed, name: 'encoder' });
      return tied({ encoder, outputActivation: outputOf(parts, spec, run) });
    },
    objective,
    judge,
    domain,
    save: saveTiedAutoencoder,
    load: loadTiedAutoencoder,
  });
}
