import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, it } from 'vitest';
import { expectAgreement, numbers, whole } from '../testing/agreement.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

it('counts of codebook entries, bare, weighted and of rows, agree with eager', () =>
  expectAgreement({ x: whole([12], 7), rows: whole([3, 4], 5), w: numbers([12]) }, ({ x, rows, w }) => ({
    counts: tf.bincount(x as unknown as tf.Tensor1D, [], 5),
    weighted: tf.bincount(x as unknown as tf.Tensor1D, w as unknown as tf.Tensor1D, 8),
    ofRows: tf.denseBincount(rows as unknown as tf.Tensor2D, [], 4),
    there: tf.denseBincount(rows as unknown as tf.Tensor2D, [], 6, true),
  })));
