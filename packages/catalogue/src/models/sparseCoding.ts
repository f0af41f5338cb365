import { squaredError } from '@latentkit/losses';
import {
  inferredEnergy,
  loadSparseCodingModel,
  type SparseCodingModel,
  saveSparseCodingModel,
  sparseCodingModel,
} from '@latentkit/models';
import { defineModel, type Judge } from '@latentkit/runs';
import { z } from 'zod';
import { summaries } from '../summaries.ts';
import { requireNumbers } from './autoencoding.ts';
import { width } from './options.ts';
import { numbersOf } from './weights.ts';

const options = {
  atoms: width.default(256).describe('number of atoms in the dictionary, one latent dimension each'),
  regularization: z.number().min(0).default(0.5).describe('λ, the weight of |z|: more gives sparser codes'),
  inferenceSteps: width.default(20).describe('steps of FISTA from z = 0'),
};

type Spec = z.infer<z.ZodObject<typeof options>>;

const rule = ({ regularization }: Spec) => inferredEnergy({ regularization });

export const sparseCoding = () =>
  defineModel({
    summary: summaries['sparse-coding'],
    options,
    weights: ({ atoms }, run) => atoms * numbersOf(run),
    build: ({ atoms, regularization, inferenceSteps, seed }, run) => {
      requireNumbers('sparse-coding', run);
      return sparseCodingModel({ exampleShape: run.exampleShape, atoms, regularization, steps: inferenceSteps, seed });
    },
    objective: (spec) => rule(spec).objective,
    learn: (spec) => rule(spec).learn,
    judge: (): Judge<SparseCodingModel> => ({
      title: 'squared error',
      unit: 'squared error',
      names: ['reconstruction'],
      terms: (model, { y }) => ({ reconstruction: squaredError(y, model.reconstruct(y)) }),
    }),
    save: saveSparseCodingModel,
    load: loadSparseCodingModel,
  });
