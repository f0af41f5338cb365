import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, it } from 'vitest';
import { expectAgreement, numbers, withGradients } from '../testing/agreement.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const functions: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>> = {
  reshape: (x) => tf.reshape(x, [6, -1]),
  expandDims: (x) => tf.expandDims(x, -1),
  transpose: (x) => tf.transpose(x, [2, 0, 1]),
  broadcastTo: (x) => tf.broadcastTo(tf.reshape(x, [2, 3, 1, 4]), [2, 3, 2, 4]),
  tile: (x) => tf.tile(x, [1, 2, 3]),
  'tile of a row': (x) => tf.tile(tf.mean(x, 1, true), [1, 5, 1]),
  concat: (x) => tf.concat([x, tf.square(x), x], 1),
  slice: (x) => tf.slice(x, [0, 1, 1], [2, 2, -1]),
  stridedSlice: (x) => tf.stridedSlice(x, [0, 0, 3], [2, 3, 0], [1, 2, -1]),
  pad: (x) =>
    tf.pad(
      x,
      [
        [0, 1],
        [2, 0],
        [1, 1],
      ],
      0.5,
    ),
  reflect: (x) =>
    tf.mirrorPad(
      x,
      [
        [0, 0],
        [2, 1],
        [1, 1],
      ],
      'reflect',
    ),
  symmetric: (x) =>
    tf.mirrorPad(
      x,
      [
        [1, 0],
        [2, 3],
        [1, 1],
      ],
      'symmetric',
    ),
  reverse: (x) => tf.reverse(x, [0, 2]),
  split: (x) => tf.add(...(tf.split(x, [1, 3], 2).map((part) => tf.sum(part, 2)) as [tf.Tensor, tf.Tensor])),
  stack: (x) => tf.stack([x, tf.neg(x)], 1),
  unstack: (x) => tf.mul(tf.unstack(x, 1)[0] as tf.Tensor, tf.unstack(x, 1)[2] as tf.Tensor),
  fill: (x) => tf.mul(x, tf.fill([2, 3, 4], 3)),
  spaceToBatch: (x) =>
    tf.spaceToBatchND(
      tf.reshape(x, [2, 3, 4, 1]),
      [2, 2],
      [
        [1, 0],
        [0, 0],
      ],
    ),
  batchToSpace: (x) =>
    tf.batchToSpaceND(
      tf.reshape(x, [4, 2, 3, 1]),
      [2, 2],
      [
        [0, 1],
        [1, 0],
      ],
    ),
  depthToSpace: (x) => tf.depthToSpace(tf.reshape(x, [1, 2, 3, 4]) as tf.Tensor4D, 2),
};

/** tfjs has no gradients for these. */
const valueOnly = new Set(['spaceToBatch', 'batchToSpace', 'stridedSlice', 'reflect', 'symmetric', 'depthToSpace']);

describe('shape rules', () => {
  for (const [name, f] of Object.entries(functions)) {
    it(`${name}${valueOnly.has(name) ? '' : ' and its gradient'} agree with eager`, () =>
      expectAgreement(
        { x: numbers([2, 3, 4]) },
        valueOnly.has(name) ? ({ x }) => ({ y: f(x as tf.Tensor) }) : withGradients((x) => f(x as tf.Tensor)),
      ));
  }
});
