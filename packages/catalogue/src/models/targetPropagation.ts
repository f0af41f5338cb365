import { denseAutoencoder, klSparsity, l1, l2, targetPropagation as targets } from '@latentkit/models';
import { defineModel } from '@latentkit/runs';
import { z } from 'zod';
import { namesOf, type Parts } from '../parts.ts';
import { autoencoding, costOf } from './autoencoding.ts';
import { outputOf } from './networks.ts';
import { costOption, hidden, latentSize } from './options.ts';

/** R(z) by name. */
const regularizers = { none: () => undefined, l2, l1, kl: () => klSparsity() } as const;

export function targetPropagation(parts: Parts) {
  const options = {
    hidden: hidden([128, 64, 12]),
    latentSize: latentSize(2),
    cost: costOption(parts),
    regularizer: z
      .enum(namesOf(regularizers) as [keyof typeof regularizers])
      .default('none')
      .describe('R(z) of the energy'),
    regularization: z.number().min(0).default(0.1).describe('what R(z) counts'),
    distance: z.number().min(0).default(10).describe('what D(z, z̃), from the guess of the encoder, counts'),
    inferenceSteps: z.int().positive().default(5).describe('steps downhill from the guess to the target'),
    inferenceRate: z.number().positive().default(0.1).describe('size of the first of them; each example finds its own'),
    inferenceMomentum: z.number().min(0).lt(1).default(0).describe('part of a step that the next one keeps'),
  };
  /** The rule, its objective and its inference. */
  const rule = (spec: z.infer<z.ZodObject<typeof options>>) => {
    const regularizer = regularizers[spec.regularizer]();
    return targets({
      cost: costOf(parts, spec),
      ...(regularizer && { regularizer }),
      regularization: spec.regularization,
      distance: spec.distance,
      relaxation: { steps: spec.inferenceSteps, stepSize: spec.inferenceRate, momentum: spec.inferenceMomentum },
    });
  };
  return defineModel({
    ...autoencoding(parts),
    summary: 'the autoencoder learned by target propagation: codes of low energy are the targets of the encoder',
    options,
    build: ({ hidden, latentSize, cost, seed }, run) =>
      denseAutoencoder({
        imageShape: run.exampleShape,
        hidden,
        latentSize,
        outputActivation: outputOf(parts, { cost }, run),
        seed,
      }),
    objective: (spec) => rule(spec).objective,
    learn: (spec) => rule(spec).learn,
    inference: (spec, steps) => (model, y) => rule({ ...spec, inferenceSteps: steps }).infer(model, y).energies,
  });
}
