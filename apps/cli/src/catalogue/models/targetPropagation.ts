import { klSparsity, l1, l2, denseAutoencoder, targetPropagation } from '@latentkit/models';
import { z } from 'zod';
import { costs } from '../costs.ts';
import { modelEntry } from '../modelEntry.ts';
import { autoencoding } from './autoencoding.ts';
import { cost, hidden, latentSize } from './options.ts';

/** R(z) by name. */
const regularizers = { none: () => undefined, l2, l1, kl: () => klSparsity() } as const;

const options = {
  hidden: hidden([128, 64, 12]),
  latentSize: latentSize(2),
  cost,
  regularizer: z
    .enum(Object.keys(regularizers) as [keyof typeof regularizers])
    .default('none')
    .describe('R(z) of the energy'),
  regularization: z.number().min(0).default(0.1).describe('what R(z) counts'),
  distance: z.number().min(0).default(10).describe('what D(z, z̃), from the guess of the encoder, counts'),
  inferenceSteps: z.int().positive().default(5).describe('steps downhill from the guess to the target'),
  inferenceRate: z.number().positive().default(0.1).describe('size of the first of them; each example finds its own'),
  inferenceMomentum: z.number().min(0).lt(1).default(0).describe('part of a step that the next one keeps'),
};

export type TargetPropagationSpec = z.infer<z.ZodObject<typeof options>>;

/** The rule, its objective and its inference. */
export const partsOf = (spec: TargetPropagationSpec) => {
  const regularizer = regularizers[spec.regularizer]();
  return targetPropagation({
    cost: costs[spec.cost],
    ...(regularizer && { regularizer }),
    regularization: spec.regularization,
    distance: spec.distance,
    relaxation: { steps: spec.inferenceSteps, stepSize: spec.inferenceRate, momentum: spec.inferenceMomentum },
  });
};

export const targetPropagationEntry = modelEntry({
  summary: 'the autoencoder learned by target propagation: codes of low energy are the targets of the encoder',
  options,
  build: ({ hidden, latentSize, seed }, { exampleShape }) =>
    denseAutoencoder({ imageShape: exampleShape, hidden, latentSize, seed }),
  ...autoencoding,
  objective: (spec) => partsOf(spec).objective,
  learn: (spec) => partsOf(spec).learn,
});
