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
import { autoencoding, costOf } from './autoencoding.ts';
import { costOption, hidden, latentSize } from './options.ts';

export function differenceTargetPropagation(parts: Parts) {
  const options = {
    hidden: hidden([128]),
    latentSize: latentSize(32),
    cost: costOption(parts),
    targetStep: z.number().positive().default(0.1).describe('how far down the cost the target of the last layer lies'),
    inverseNoise: z.number().min(0).default(0.5).describe('standard deviation of the noise with which inverses learn'),
  };
  type Spec = z.infer<z.ZodObject<typeof options>>;
  const rule = (spec: Spec) =>
    differenceTargets({ cost: costOf(parts, spec), stepSize: spec.targetStep, noise: spec.inverseNoise });
  const { judge, domain } = autoencoding(parts);
  return defineModel({
    summary:
      'the autoencoder learned by difference target propagation: each layer has a target, through inverses that learn too',
    options,
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
