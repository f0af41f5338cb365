import { counterRandom } from '@latentkit/core';
import type { Corruption } from '@latentkit/layers';
import { type Autoencoder, denoising, loadAutoencoder, saveAutoencoder } from '@latentkit/models';
import { defineModel, type Judge, type RunShape } from '@latentkit/runs';
import * as tf from '@tensorflow/tfjs-core';
import { z } from 'zod';
import { entryOf, namesOf, type Parts, titleOf } from '../parts.ts';
import { summaries } from '../summaries.ts';
import { costDomain, costJudge, costName, costOf, perNumber } from './autoencoding.ts';
import { convolutional, dense } from './networks.ts';

interface Spec {
  readonly cost?: string | undefined;
  readonly corruption: string;
  readonly corruptionLevel?: number | undefined;
}

function optionsOf({ corruptions }: Parts) {
  const levels = Object.entries(corruptions).map(([name, { levelIs, level }]) => `${name}: ${levelIs} (${level})`);
  return {
    corruption: z.enum(namesOf(corruptions)).default('gaussian').describe('how the input is corrupted'),
    corruptionLevel: z.number().min(0).optional().describe(levels.join('; ')),
  };
}

const levelOf = ({ corruptions }: Parts, { corruption, corruptionLevel }: Spec) =>
  corruptionLevel ?? entryOf(corruptions, corruption).level;

const corruptionOf = (parts: Parts, spec: Spec): Corruption =>
  entryOf(parts.corruptions, spec.corruption).of(levelOf(parts, spec));

/** Trained and judged by what becomes of corrupted observations, against the clean ones. */
const denoised = (parts: Parts) => ({
  objective: (spec: Spec, run: RunShape) => {
    const corruption = corruptionOf(parts, spec);
    tryOn(run, corruption);
    return denoising({ cost: costOf(parts, spec, run.columns), corruption, weight: perNumber(run) });
  },
  judge: (spec: Spec): Judge<Autoencoder> => {
    const corrupt = corruptionOf(parts, spec);
    return {
      ...costJudge(parts, spec),
      title: `${titleOf(costName(spec))} after denoising`,
      terms: (model, { y }, random) => ({
        reconstruction: costOf(parts, spec, model.columns)(y, model.reconstruct(corrupt(y, random))),
      }),
    };
  },
  calmJudge: (spec: Spec) => costJudge(parts, spec),
  domain: (spec: Spec) => costDomain(parts, spec),
  denoising: (spec: Spec) => ({ corruption: spec.corruption, amount: levelOf(parts, spec) }),
  corrupt: (spec: Spec) => corruptionOf(parts, spec),
  save: saveAutoencoder,
  load: loadAutoencoder,
});

/** So that a blur of points is refused before a run has a folder. */
function tryOn({ exampleShape }: RunShape, corrupt: Corruption): void {
  tf.tidy(() => corrupt(tf.zeros([1, ...exampleShape]), counterRandom({ seed: 0, step: 0 }))).dispose();
}

export function denoisingAutoencoder(parts: Parts) {
  const { options, build, settle, weights } = dense(parts, { hidden: [256], latentSize: 64 });
  return defineModel({
    summary: summaries['denoising-autoencoder'],
    build,
    settle,
    weights,
    options: { ...options, ...optionsOf(parts) },
    ...denoised(parts),
  });
}

export function convolutionalDenoisingAutoencoder(parts: Parts) {
  const { options, build, settle, weights } = convolutional(parts, { filters: [16, 32], latentSize: 64 });
  return defineModel({
    summary: summaries['convolutional-denoising-autoencoder'],
    build,
    settle,
    weights,
    options: { ...options, ...optionsOf(parts) },
    ...denoised(parts),
  });
}
