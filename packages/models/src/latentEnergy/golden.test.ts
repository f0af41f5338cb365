import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { angles, codesOf } from '../infer/codes.ts';
import { ellipseModel } from './ellipseModel.ts';
import { freeEnergyByCodes } from './freeEnergy.ts';

interface Array {
  readonly shape: number[];
  readonly data: number[];
}

interface Warm {
  readonly F_mean: Array;
  readonly grad_w_of_sum: Array;
  readonly grad_w_per_sample: Array;
}

/** The ellipse with w = [1.5, 0.75], five points and 24 angles, in float64 by PyTorch. */
const golden = JSON.parse(readFileSync(new URL('../../testdata/ebm_ellipse.json', import.meta.url), 'utf8')) as {
  inputs: Record<'w' | 'z_grid' | 'y', Array>;
  expected: { energy: Array; zero_temperature: Record<'samples', number[]> & Record<string, Array> } & Record<
    string,
    Warm
  >;
};
const { inputs, expected } = golden;
const [w1, w2] = inputs.w.data as [number, number];
const make = () => ellipseModel({ axes: [w1, w2], codes: 24 });
const codes = angles(24);
const points = () => tf.tensor2d(inputs.y.data, [5, 2]);

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function expectClose(actual: ArrayLike<number>, wanted: readonly number[]): void {
  expect(actual.length).toBe(wanted.length);
  wanted.forEach((value, i) => {
    expect(Math.abs((actual[i] as number) - value)).toBeLessThan(2e-6 + 2e-5 * Math.abs(value));
  });
}

describe('the ellipse, against float64', () => {
  it('E(y, z) of every pair', () => {
    expectClose(angles(24).values, inputs.z_grid.data);
    expectClose(make().energyOf({ y: points() }).over(codesOf(codes)).dataSync(), expected.energy.data);
  });

  it.each([0.5, 1, 5, 50])('F_β and its slope by w, β = %d', (beta) => {
    const model = make();
    const warm = expected[`beta_${beta.toFixed(1)}`] as Warm;
    const energies = freeEnergyByCodes(model, { y: points() }, { codes, beta });
    expectClose(energies.dataSync(), warm.F_mean.data);
    const variables = [model.variables.axes as tf.Variable];
    const slope = (row: number, size: number) =>
      tf.variableGrads(
        () => tf.sum(freeEnergyByCodes(model, { y: tf.slice(points(), [row, 0], [size, 2]) }, { codes, beta })),
        variables,
      ).grads[(variables[0] as tf.Variable).name] as tf.Tensor;
    expectClose(slope(0, 5).dataSync(), warm.grad_w_of_sum.data);
    expectClose(
      [0, 1, 2, 3, 4].flatMap((row) => [...slope(row, 1).dataSync()]),
      warm.grad_w_per_sample.data,
    );
  });

  it('F_∞, ž and the slope by w at zero temperature', () => {
    const model = make();
    const { samples, F_inf, z_check, grad_w_of_sum } = expected.zero_temperature as typeof expected.zero_temperature &
      Record<'F_inf' | 'z_check' | 'grad_w_of_sum', Array>;
    const chosen = () => tf.gather(points(), samples);
    expectClose(freeEnergyByCodes(model, { y: chosen() }, { codes }).dataSync(), F_inf.data);
    expectClose(model.encode(chosen()).dataSync(), z_check.data);
    const axes = model.variables.axes as tf.Variable;
    const { grads } = tf.variableGrads(() => tf.sum(freeEnergyByCodes(model, { y: chosen() }, { codes })), [axes]);
    expectClose((grads[axes.name] as tf.Tensor).dataSync(), grad_w_of_sum.data);
  });
});
