import '@tensorflow/tfjs-backend-cpu';
import { compiled } from '@latentkit/compile/node';
import { type Model, streams, table } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { blur, dropoutLines, gaussianNoise, masking, mlp, patches, saltAndPepper } from '@latentkit/layers';
import { squaredError } from '@latentkit/losses';
import {
  activationSparsity,
  contractive,
  convolutionalAutoencoder,
  denoising,
  denseAutoencoder,
  l1,
  l2,
  reconstruction,
  regularized,
  tiedAutoencoder,
} from '@latentkit/models';
import { expectEnginesAgree, type Trained } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, it } from 'vitest';

const imageShape = [6, 7, 1] as const;
const values = fillUniform(new Float32Array(9 * 42), { seed: 7, stream: streams.callers, step: 0 });
const data = { y: table(values, [9, ...imageShape]) };
const dense = () => denseAutoencoder({ imageShape, hidden: [8], latentSize: 3, seed: 1 });
const convolutions = () => convolutionalAutoencoder({ imageShape, filters: [2, 3], latentSize: 4, seed: 1 });
const cost = squaredError;

const expectCompiledAgrees = <M extends Model, Name extends string>(trained: Trained<M, Name>) =>
  expectEnginesAgree(trained, [compiled({ threads: 1 })]);

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('20 steps compiled are 20 steps eager', () => {
  it.each(Object.entries({ dense, convolutions }))('reconstruction, %s', async (_, make) => {
    await expectCompiledAgrees({ make, data, objective: reconstruction({ cost }) });
  });

  it.each(
    Object.entries({
      gaussianNoise: gaussianNoise({ standardDeviation: 0.3 }),
      masking: masking({ probability: 0.3 }),
      saltAndPepper: saltAndPepper({ probability: 0.3 }),
      patches: patches({ size: 3, count: 2 }),
      dropoutLines: dropoutLines({ probability: 0.3, lines: 'columns' }),
      'blur of one width': blur({ standardDeviation: 1 }),
      'blur of random width': blur({ standardDeviation: [0.5, 2] }),
    }),
  )('denoising of %s', async (_, corruption) => {
    await expectCompiledAgrees({ make: dense, data, objective: denoising({ cost, corruption }) });
  });

  it.each(
    Object.entries({
      'l1, ReLUs': { regularizer: l1(), latentActivation: 'relu' as const },
      'l2, linear': { regularizer: l2(), latentActivation: 'linear' as const },
      'sparse activations, sigmoids': {
        regularizer: activationSparsity({ rate: 0.2 }),
        latentActivation: 'sigmoid' as const,
      },
    }),
  )('a regulariser: %s', async (_, { regularizer, latentActivation }) => {
    await expectCompiledAgrees({
      make: () => denseAutoencoder({ imageShape, hidden: [], latentSize: 50, latentActivation, seed: 1 }),
      data,
      objective: regularized({ cost, regularizer, regularization: 0.1 }),
    });
  });

  const smooth = { activation: 'tanh', latentActivation: 'sigmoid', seed: 1 } as const;
  const oneLayer = () => denseAutoencoder({ ...smooth, imageShape, hidden: [], latentSize: 3 });
  const twoLayers = () => denseAutoencoder({ ...smooth, imageShape, hidden: [8], latentSize: 3 });

  it.each(
    Object.entries({
      'in closed form': { make: oneLayer },
      'row by row': { make: twoLayers },
      'by two probes': { make: twoLayers, probes: 2 },
      'of convolutions': {
        make: () => convolutionalAutoencoder({ ...smooth, imageShape, filters: [2], latentSize: 2 }),
      },
    }),
  )('a contraction %s', async (_, { make, ...probes }) => {
    await expectCompiledAgrees({ make, data, objective: contractive({ cost, contraction: 0.5, ...probes }) });
  });

  it('tied weights', async () => {
    const encoder = () => mlp({ inputShape: imageShape, hidden: [8], outputShape: [3], seed: 1 });
    await expectCompiledAgrees({
      make: () => tiedAutoencoder({ encoder: encoder() }),
      data,
      objective: reconstruction({ cost }),
    });
  });
});
