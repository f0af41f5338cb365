import '@tensorflow/tfjs-backend-cpu';
import { compiled } from '@latentkit/compile/node';
import { adam, mapTable, schedules, type Table, train } from '@latentkit/core';
import { mnist } from '@latentkit/datasets/node';
import { squaredError } from '@latentkit/losses';
import { principalComponents } from '@latentkit/metrics';
import { denseAutoencoder, reconstruction } from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { centres } from './centres.ts';

const [size, latentSize, rows, epochs] = [100, 6, 1000, 2000] as const;

/** At its optimum ỹ = m + P(y − m), P the projection on the first principal components (Baldi and Hornik 1989). */
describe('a linear autoencoder of digits', () => {
  let y: Table;
  const model = denseAutoencoder({ imageShape: [size], hidden: [], latentSize, outputActivation: 'linear', seed: 0 });

  beforeAll(async () => {
    y = centres((await mnist()).train.y, rows);
    const options = {
      model,
      objective: reconstruction({ cost: squaredError }),
      data: { y },
      optimizer: adam(),
      learningRate: schedules.cosineDecay({ learningRate: 0.05, steps: epochs }),
      engine: compiled({ threads: 1 }),
      // All rows a step: no noise.
      batchSize: rows,
    };
    for await (const _ of train({ ...options, epochs }));
  }, 120_000);

  it('spans the subspace of PCA: all principal angles are small', () => {
    const pca = principalComponents(y);
    const first = tf.tensor2d(Float32Array.from(pca.components.subarray(0, latentSize * size)), [latentSize, size]);
    const basis = tf.linalg.gramSchmidt(model.variables['decoder/0/kernel'] as tf.Tensor2D) as tf.Tensor2D;
    // P − (P Qᵀ) Q: its squared norm is Σ sin² of the angles.
    const outside = tf.sub(first, tf.matMul(tf.matMul(first, basis, false, true), basis));
    const sines = tf.sum(tf.square(outside)).dataSync()[0] as number;
    expect(Math.sqrt(sines)).toBeLessThan(1e-3);
  });

  it('has the error of PCA', async () => {
    const { values } = await mapTable({
      engine: compiled({ threads: 1 }),
      map: (y) => squaredError(y, model.reconstruct(y)),
      state: Object.values(model.variables),
      table: y,
    });
    const error = (values as Float32Array).reduce((sum, value) => sum + value, 0) / rows;
    const least = principalComponents(y).reconstructionError(y, latentSize);
    expect(error / least).toBeGreaterThan(1 - 1e-5);
    expect(error / least).toBeLessThan(1.0001);
  });
});
