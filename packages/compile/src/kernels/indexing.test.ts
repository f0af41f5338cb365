import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, it } from 'vitest';
import { expectAgreement, numbers, whole, withGradients } from '../testing/agreement.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('index rules', () => {
  it('gathers rows along any axis, with the gradient of an embedding', async () => {
    for (const axis of [0, 1]) {
      const rows = tf.tensor1d([2, 0, 2, 1], 'int32');
      await expectAgreement(
        { x: numbers([3, 4]) },
        withGradients((x) => tf.gather(x as tf.Tensor, rows, axis)),
      );
    }
  });

  it('gathers for each example, gathers and scatters single places', () =>
    expectAgreement({ x: numbers([2, 3, 4]), i: whole([2, 2], 3) }, (inputs) => {
      const { x, i } = inputs as Record<'x' | 'i', tf.Variable>;
      const places = tf.tensor2d(
        [
          [0, 1],
          [1, 2],
        ],
        undefined,
        'int32',
      );
      const values = tf.tensor2d([
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ]);
      return {
        batched: tf.gather(x, i as unknown as tf.Tensor1D, 1, 1),
        single: tf.gatherND(x, places),
        scattered: tf.scatterND(places, values, [2, 3, 4]),
        // The eager kernel writes into its operand.
        replaced: tf.tensorScatterUpdate(tf.neg(x), places, values),
        segments: tf.unsortedSegmentSum(tf.reshape(x, [6, 4]), tf.tensor1d([0, 2, 1, 0, 2, 2], 'int32'), 4),
      };
    }));

  it('one-hot rows, the largest values, ranges, diagonals and sums over letters', () =>
    expectAgreement({ x: numbers([3, 5]), i: whole([4], 6), y: numbers([5, 2]) }, (inputs) => {
      const { x, i, y } = inputs as Record<'x' | 'i' | 'y', tf.Variable>;
      const { values, indices } = tf.topk(x, 2);
      return {
        oneHot: tf.oneHot(i as unknown as tf.Tensor1D, 6),
        smooth: tf.oneHot(i as unknown as tf.Tensor1D, 6, 0.9, 0.02, 'float32'),
        values,
        indices,
        range: tf.add(tf.range(0, 10, 3), tf.sum(x)),
        line: tf.add(tf.linspace(-1, 1, 5), tf.sum(x)),
        diagonal: tf.diag(tf.reshape(tf.slice(x, [0, 0], [1, 5]), [5])),
        letters: tf.einsum('ij,jk->ki', x, y),
      };
    }));
});
