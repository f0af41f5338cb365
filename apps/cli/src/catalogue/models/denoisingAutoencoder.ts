import { counterRandom } from '@latentkit/core';
import type { Corruption } from '@latentkit/layers';
import { type Autoencoder, denoising, loadAutoencoder, saveAutoencoder } from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';
import { z } from 'zod';
import { type CorruptionName, corruptionNames, corruptionOf } from '../corruptions.ts';
import { type CostName, costs } from '../costs.ts';
import { type Judge, modelEntry, type RunShape } from '../modelEntry.ts';
import { costTitle, perNumber } from './autoencoding.ts';
import { convolutional, dense } from './networks.ts';

interface Spec {
  readonly cost: CostName;
  readonly corruption: CorruptionName;
  readonly corruptionLevel?: number | undefined;
}

const options = {
  corruption: z.enum(corruptionNames).default('gaussian').describe('what becomes of y before the encoder sees it'),
  corruptionLevel: z
    .number()
    .min(0)
    .optional()
    .describe(
      'gaussian: σ (0.5); masking, salt-and-pepper, lines: the part that is lost (0.5, 0.3, 0.3); patches, blur: pixels (10, up to 2)',
    ),
};

/** Trained and judged by what becomes of corrupted observations, against the clean ones. */
const denoised = {
  objective: ({ cost, corruption, corruptionLevel }: Spec, run: RunShape) => {
    const corrupt = corruptionOf(corruption, corruptionLevel);
    tryOn(run, corrupt);
    return denoising({ cost: costs[cost], corruption: corrupt, weight: perNumber(run) });
  },
  judge: ({ cost, corruption, corruptionLevel }: Spec): Judge<Autoencoder> => {
    const corrupt = corruptionOf(corruption, corruptionLevel);
    return {
      title: `${costTitle(cost)} of what was corrupted`,
      names: ['reconstruction'],
      terms: (model, { y }, random) => ({ reconstruction: costs[cost](y, model.reconstruct(corrupt(y, random))) }),
    };
  },
  save: saveAutoencoder,
  load: loadAutoencoder,
};

/** So that a blur of points is refused before a run has a folder. */
function tryOn({ exampleShape }: RunShape, corrupt: Corruption): void {
  tf.tidy(() => corrupt(tf.zeros([1, ...exampleShape]), counterRandom({ seed: 0, step: 0 })));
}

const ofDense = dense({ hidden: [256], latentSize: 64 });
const ofConvolutions = convolutional({ filters: [16, 32], latentSize: 64 });

export const denoisingAutoencoderEntry = modelEntry({
  summary: 'denoising autoencoder: dense layers that undo a corruption (784-256-64)',
  build: ofDense.build,
  options: { ...ofDense.options, ...options },
  ...denoised,
});

export const convolutionalDenoisingAutoencoderEntry = modelEntry({
  summary: 'denoising autoencoder of convolutions: Conv 1→16→32 (k3 s2), 32→64 (k7) and its mirror',
  build: ofConvolutions.build,
  options: { ...ofConvolutions.options, ...options },
  ...denoised,
});
