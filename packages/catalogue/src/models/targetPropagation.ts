import {
  type ColumnGroup,
  denseAutoencoder,
  klSparsity,
  l1,
  l2,
  targetPropagation as targets,
} from '@latentkit/models';
import { defineModel } from '@latentkit/runs';
import { z } from 'zod';
import { namesOf, type Parts } from '../parts.ts';
import { summaries } from '../summaries.ts';
import { autoencoding, columnsOf, costOf } from './autoencoding.ts';
import { outputOf, settle } from './networks.ts';
import { costOption, hidden, latentSize } from './options.ts';
import { denseWeights } from './weights.ts';

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
      .describe('regulariser R(z) of the energy'),
    regularization: z.number().min(0).default(0.1).describe('weight of R(z)'),
    distance: z
      .number()
      .min(0)
      .default(10)
      .describe('weight of D(z, z̃), the distance of a code from the encoder’s guess'),
    inferenceSteps: z
      .int()
      .positive()
      .default(5)
      .describe('gradient steps on z from the encoder’s guess to its target'),
    inferenceRate: z
      .number()
      .positive()
      .default(0.1)
      .describe('step size of the first inference step; a line search adapts the later ones for each example'),
    inferenceMomentum: z.number().min(0).lt(1).default(0).describe('momentum of the inference steps'),
  };
  /** The rule, its objective and its inference. */
  const rule = (spec: z.infer<z.ZodObject<typeof options>>, columns?: readonly ColumnGroup[]) => {
    const regularizer = regularizers[spec.regularizer]();
    return targets({
      cost: costOf(parts, spec, columns),
      ...(regularizer && { regularizer }),
      regularization: spec.regularization,
      distance: spec.distance,
      relaxation: { steps: spec.inferenceSteps, stepSize: spec.inferenceRate, momentum: spec.inferenceMomentum },
    });
  };
  return defineModel({
    ...autoencoding(parts),
    summary: summaries['target-propagation'],
    options,
    settle(spec, run) {
      // The output follows from the data and the cost alone.
      const {
        spec: { cost },
        said,
      } = settle(parts)({ cost: spec.cost }, run);
      return { spec: { cost }, said };
    },
    weights: denseWeights,
    build: ({ hidden, latentSize, cost, seed }, run) => {
      const columns = columnsOf(parts, { cost }, run);
      return denseAutoencoder({
        imageShape: run.exampleShape,
        hidden,
        latentSize,
        columns,
        outputActivation: columns ? 'linear' : outputOf(parts, { cost }, run),
        seed,
      });
    },
    objective: (spec, run) => rule(spec, run.columns).objective,
    learn: (spec) => (model) => rule(spec, model.columns).learn(model),
    inference: (spec, steps) => (model, y) =>
      rule({ ...spec, inferenceSteps: steps }, model.columns).infer(model, y).energies,
  });
}
