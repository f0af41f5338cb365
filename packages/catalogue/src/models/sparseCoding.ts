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
import { width } from './options.ts';

const options = {
  atoms: width.default(256).describe('atoms of the dictionary, and numbers in a code'),
  regularization: z.number().min(0).default(0.5).describe('what |z| counts: more of it, sparser codes'),
  inferenceSteps: width.default(20).describe('steps of FISTA from z = 0'),
};

type Spec = z.infer<z.ZodObject<typeof options>>;

const rule = ({ regularization }: Spec) => inferredEnergy({ regularization });

export const sparseCoding = () =>
  defineModel({
    summary: 'sparse coding: a dictionary of unit atoms, codes of least ‖y − zD‖² + λ|z| by FISTA',
    options,
    build: ({ atoms, regularization, inferenceSteps, seed }, { exampleShape }) =>
      sparseCodingModel({ exampleShape, atoms, regularization, steps: inferenceSteps, seed }),
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
