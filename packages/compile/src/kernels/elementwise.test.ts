import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { beforeAll, describe, it } from 'vitest';
import { expectAgreement, numbers, whole, withGradients } from '../testing/agreement.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

type Unary = (x: tf.Tensor) => tf.Tensor;

/** Name, function, and the interval on which it is smooth. */
const unary: readonly (readonly [string, Unary, number, number])[] = [
  ['abs', tf.abs, -2, 2],
  ['acos', tf.acos, -0.9, 0.9],
  ['acosh', tf.acosh, 1.1, 4],
  ['asin', tf.asin, -0.9, 0.9],
  ['asinh', tf.asinh, -2, 2],
  ['atan', tf.atan, -2, 2],
  ['atanh', tf.atanh, -0.9, 0.9],
  ['ceil', tf.ceil, -2, 2],
  ['clipByValue', (x) => tf.clipByValue(x, -1, 0.5), -2, 2],
  ['cos', tf.cos, -2, 2],
  ['cosh', tf.cosh, -2, 2],
  ['elu', tf.elu, -2, 2],
  ['erf', tf.erf, -2, 2],
  ['exp', tf.exp, -2, 2],
  ['expm1', tf.expm1, -2, 2],
  ['floor', tf.floor, -2, 2],
  ['leakyRelu', (x) => tf.leakyRelu(x, 0.3), -2, 2],
  ['log', tf.log, 0.1, 4],
  ['log1p', tf.log1p, -0.5, 4],
  ['logSigmoid', tf.logSigmoid, -3, 3],
  ['neg', tf.neg, -2, 2],
  ['reciprocal', tf.reciprocal, 0.2, 4],
  ['relu', tf.relu, -2, 2],
  ['relu6', tf.relu6, -2, 9],
  ['round', tf.round, -2, 2],
  ['rsqrt', tf.rsqrt, 0.2, 4],
  ['selu', tf.selu, -2, 2],
  ['sigmoid', tf.sigmoid, -3, 3],
  ['sign', tf.sign, -2, 2],
  ['sin', tf.sin, -2, 2],
  ['sinh', tf.sinh, -2, 2],
  ['softplus', tf.softplus, -3, 3],
  ['sqrt', tf.sqrt, 0.1, 4],
  ['square', tf.square, -2, 2],
  ['step', (x) => tf.step(x, 0.25), -2, 2],
  ['tan', tf.tan, -1, 1],
  ['tanh', tf.tanh, -2, 2],
];

const binary: Readonly<Record<string, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor>> = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  div: tf.div,
  floorDiv: tf.floorDiv,
  mod: tf.mod,
  prelu: tf.prelu,
  pow: (a, b) => tf.pow(tf.abs(a), b),
  atan2: tf.atan2,
};

/** tfjs gives their gradients for equal shapes only. */
const ofEqualShapes: typeof binary = {
  maximum: tf.maximum,
  minimum: tf.minimum,
  squaredDifference: tf.squaredDifference,
  addN: (a, b) => tf.addN([a, b, a]),
};

/** Pairs of shapes that broadcast. */
const pairs = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })
  .chain((shape) =>
    fc.record({
      a: fc.constant(shape),
      kept: fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }),
      dropped: fc.integer({ min: 0, max: shape.length - 1 }),
    }),
  )
  .map(({ a, kept, dropped }) => ({ a, b: a.map((n, i) => (kept[i] ? n : 1)).slice(dropped) }));

describe('elementwise rules', () => {
  for (const [name, f, low, high] of unary) {
    it(`${name} and its gradient agree with eager`, () =>
      fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }), (shape) =>
          expectAgreement(
            { x: numbers(shape, { low, high }) },
            ['atan2', 'clipByValue'].includes(name)
              ? ({ x }) => ({ y: f(x as tf.Tensor) })
              : withGradients((x) => f(x as tf.Tensor)),
          ),
        ),
        { numRuns: 3, seed: 1 },
      ));
  }

  for (const [name, f] of Object.entries(binary)) {
    it(`${name} of shapes that broadcast, and its gradients, agree with eager`, () =>
      fc.assert(
        fc.asyncProperty(pairs, ({ a, b }) => {
          const operands = { a: numbers(a), b: numbers(b, { seed: 5, low: 0.3, high: 3 }) };
          return expectAgreement(
            operands,
            withGradients((x, y) => f(x as tf.Tensor, y as tf.Tensor)),
          );
        }),
        { numRuns: 3, seed: 2 },
      ));
  }

  for (const [name, f] of Object.entries(ofEqualShapes)) {
    it(`${name} and its gradients agree with eager`, () =>
      expectAgreement(
        { a: numbers([3, 4]), b: numbers([3, 4], { seed: 5 }) },
        withGradients((x, y) => f(x as tf.Tensor, y as tf.Tensor)),
      ));
  }

  it('maximum, minimum and squaredDifference of shapes that broadcast agree with eager', () =>
    expectAgreement({ a: numbers([3, 4]), b: numbers([4]) }, ({ a, b }) => ({
      maximum: tf.maximum(a as tf.Tensor, b as tf.Tensor),
      minimum: tf.minimum(a as tf.Tensor, b as tf.Tensor),
      squaredDifference: tf.squaredDifference(a as tf.Tensor, b as tf.Tensor),
    })));

  it('integers stay integers: arithmetic, comparison and conversion', () =>
    expectAgreement({ a: whole([3, 4], 9), b: tf.add(whole([3, 4], 5, 3), tf.scalar(1, 'int32')) }, ({ a, b }) => ({
      sum: tf.add(a as tf.Tensor, b as tf.Tensor),
      quotient: tf.floorDiv(a as tf.Tensor, b as tf.Tensor),
      rest: tf.mod(a as tf.Tensor, b as tf.Tensor),
      power: tf.pow(b as tf.Tensor, tf.scalar(2, 'int32')),
      real: tf.div(a as tf.Tensor, b as tf.Tensor),
      truth: tf.cast(a as tf.Tensor, 'bool'),
      truncated: tf.cast(tf.neg(tf.div(a as tf.Tensor, tf.scalar(2))), 'int32'),
      bits: tf.bitwiseAnd(a as tf.Tensor, b as tf.Tensor),
      clipped: tf.clipByValue(a as tf.Tensor, 2, 5),
    })));
});
