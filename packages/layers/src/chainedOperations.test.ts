import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { expect, it } from 'vitest';
import './index.ts';

it('recurrent layers build with their default initialiser, and its columns are orthogonal', async () => {
  await tf.setBackend('cpu');
  const encoder = sequential({ layers: [layers.lstm({ units: 4, inputShape: [5, 3] })] });
  const decoder = sequential({
    layers: [
      layers.repeatVector({ n: 5, inputShape: [4] }),
      layers.gru({ units: 3, returnSequences: true }),
      layers.simpleRNN({ units: 2 }),
    ],
  });
  const recurrent = encoder.getWeights()[1] as tf.Tensor2D; // [4, 16]
  const products = tf.tidy(() => tf.matMul(recurrent, recurrent, false, true).dataSync());
  products.forEach((value, i) => {
    expect(value).toBeCloseTo(i % 5 === 0 ? 1 : 0, 4);
  });
  encoder.dispose();
  decoder.dispose();
});
