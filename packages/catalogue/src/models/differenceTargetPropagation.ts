import {
  differenceTargetPropagation as differenceTargets,
  type InvertibleAutoencoder,
  invertibleDenseAutoencoder,
  loadInvertibleAutoencoder,
  saveInvertibleAutoencoder,
} from '@latentkit/models';
import { defineModel, type Judge } from '@latentkit/runs';
import { z } from 'zod';
import type { Parts } from '../parts.ts';
import { summaries } from '../summaries.ts';
import { autoencoding, costOf, requireNumbers } from './autoencoding.ts';
import { costOption, hidden, latentSize } from './options.ts';
import { chained, denseWeights } from './weights.ts';

export function differenceTargetPropagation(parts: Parts) {
  const options = {
    hidden: hidden([128]),
    latentSize: latentSize(32),
    cost: costOption(parts),
    targetStep: z
      .number()
      .positive()
      .default(0.1)
      .describe('gradient step on the output that gives the last layer its target'),
    inverseNoise: z
      .number()
      .min(0)
      .default(0.5)
      .describe('standard deviation of the noise that the inverses are trained with'),
  };
  type Spec = z.infer<z.ZodObject<typeof options>>;
  const rule = (spec: Spec) =>
    differenceTargets({ cost: costOf(parts, spec), stepSize: spec.targetStep, noise: spec.inverseNoise });
  const { judge, domain } = autoencoding(parts);
  return defineModel({
    summary: summaries['difference-target-propagation'],
    options,
    settle(spec, run) {
      if (spec.cost === undefined) requireNumbers('difference-target-propagation', run);
      return { spec: { cost: spec.cost ?? 'squared-error' }, said: [] };
    },
    // Every layer but the first and the last has an inverse of its own.
    weights: (spec, run) =>
      denseWeights(spec, run) + chained([...spec.hidden, spec.latentSize, ...spec.hidden.toReversed()]),
    build: ({ hidden, latentSize, seed }, { exampleShape }) =>
      invertibleDenseAutoencoder({ imageShape: exampleShape, hidden, latentSize, seed }),
    objective: (spec) => rule(spec).objective,
    learn: (spec) => rule(spec).learn,
    judge: judge as (spec: Spec) => Judge<InvertibleAutoencoder>,
    domain,
    save: saveInvertibleAutoencoder,
    load: loadInvertibleAutoencoder,
  });
}
