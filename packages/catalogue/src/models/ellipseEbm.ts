import { expected } from '@latentkit/errors';
import {
  angles,
  ellipseModel,
  freeEnergy,
  freeEnergyByCodes,
  type LatentEnergyModel,
  loadEllipseModel,
  saveEllipseModel,
} from '@latentkit/models';
import { common, defineModel } from '@latentkit/runs';
import { z } from 'zod';
import { summaries } from '../summaries.ts';
import { width } from './options.ts';

const options = {
  data: common.data
    .unwrap()
    .default('ellipse')
    .describe(common.data.description as string),
  learningRate: common.learningRate
    .unwrap()
    .default(0.03)
    .describe(common.learningRate.description as string),
  codes: width.default(48).describe('angles that inference tries, evenly spaced'),
  beta: z
    .number()
    .positive()
    .optional()
    .describe('inverse temperature of the free energy; zero temperature if left out'),
};

type Spec = z.infer<z.ZodObject<typeof options>>;

const sumOf = ({ codes, beta }: Spec) => ({ codes: angles(codes), ...(beta !== undefined && { beta }) });

export const ellipseEbm = () =>
  defineModel({
    summary: summaries['ellipse-ebm'],
    options,
    build: ({ codes, seed }, { exampleShape }) => {
      checkPlane(exampleShape);
      return ellipseModel({ codes, seed });
    },
    objective: (spec) => freeEnergy(sumOf(spec)),
    judge: (spec) => ({
      title: spec.beta === undefined ? 'F at β = ∞, squared error' : `F at β = ${spec.beta}`,
      unit: 'squared error',
      names: ['freeEnergy'],
      terms: (model: LatentEnergyModel, batch) => ({ freeEnergy: freeEnergyByCodes(model, batch, sumOf(spec)) }),
    }),
    save: saveEllipseModel,
    load: loadEllipseModel,
  });

function checkPlane(shape: readonly number[]): void {
  if (shape.length === 1 && shape[0] === 2) return;
  throw expected({
    where: '--data',
    expected: 'points of the plane, [2], for the ellipse',
    received: `examples of shape [${shape}]`,
    todo: 'Leave --data out, or give a set of points such as ellipse or circles.',
    code: 'DATA',
  });
}
