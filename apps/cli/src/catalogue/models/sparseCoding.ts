import {
  inferredEnergy,
  loadSparseCodingModel,
  type SparseCodingModel,
  saveSparseCodingModel,
  sparseCodingModel,
} from '@latentkit/models';
import { z } from 'zod';
import { costs } from '../costs.ts';
import { type Judge, modelEntry } from '../modelEntry.ts';
import { width } from './options.ts';

const options = {
  atoms: width.default(256).describe('atoms of the dictionary, and numbers in a code'),
  regularization: z.number().min(0).default(0.5).describe('what |z| counts: more of it, sparser codes'),
  inferenceSteps: width.default(20).describe('steps of FISTA from z = 0'),
};

type Spec = z.infer<z.ZodObject<typeof options>>;

const partsOf = ({ regularization }: Spec) => inferredEnergy({ regularization });

export const sparseCodingEntry = modelEntry({
  summary: 'sparse coding: a dictionary of unit atoms, codes of least ‖y − zD‖² + λ|z| by FISTA',
  options,
  build: ({ atoms, regularization, inferenceSteps, seed }, { exampleShape }) =>
    sparseCodingModel({ exampleShape, atoms, regularization, steps: inferenceSteps, seed }),
  objective: (spec) => partsOf(spec).objective,
  learn: (spec) => partsOf(spec).learn,
  judge: (): Judge<SparseCodingModel> => ({
    title: 'squared error',
    names: ['reconstruction'],
    terms: (model, { y }) => ({ reconstruction: costs['squared-error'](y, model.reconstruct(y)) }),
  }),
  save: saveSparseCodingModel,
  load: loadSparseCodingModel,
});
