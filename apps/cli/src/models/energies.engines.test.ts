import '@tensorflow/tfjs-backend-cpu';
import { compiled } from '@latentkit/compile/node';
import { type Model, streams, table } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { squaredError } from '@latentkit/losses';
import {
  angles,
  denseAutoencoder,
  differenceTargetPropagation,
  ellipseDecoder,
  ellipseModel,
  freeEnergy,
  gradientInference,
  inferredEnergy,
  invertibleDenseAutoencoder,
  klSparsity,
  l1,
  l2,
  latentEnergyModel,
  sparseCodingModel,
  targetPropagation,
} from '@latentkit/models';
import { expectEnginesAgree, type Trained } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, it } from 'vitest';

const uniform = (count: number) => fillUniform(new Float32Array(count), { seed: 7, stream: streams.callers, step: 0 });
const images = { y: table(uniform(9 * 42), [9, 6, 7, 1]) };
const points = { y: table(uniform(18), [9, 2]) };
const cost = squaredError;

const expectCompiledAgrees = <M extends Model, Name extends string>(trained: Trained<M, Name>) =>
  expectEnginesAgree(trained, [compiled({ threads: 1 })]);

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('20 steps compiled are 20 steps eager', () => {
  it.each(Object.entries({ none: undefined, l2: l2(), l1: l1(), kl: klSparsity() }))(
    'target propagation, R = %s',
    async (_, regularizer) => {
      const make = () => denseAutoencoder({ imageShape: [6, 7, 1], hidden: [8], latentSize: 3, seed: 1 });
      const relaxation = { steps: 5, momentum: 0.3 };
      const { objective, learn } = targetPropagation({ cost, relaxation, ...(regularizer && { regularizer }) });
      await expectCompiledAgrees({ make, data: images, objective, learn });
    },
  );

  it.each(Object.entries({ warm: 5, cold: Number.POSITIVE_INFINITY }))('the ellipse, %s', async (_, beta) => {
    const objective = freeEnergy({ codes: angles(12), beta });
    await expectCompiledAgrees({ make: () => ellipseModel({ seed: 1 }), data: points, objective });
  });

  it('the ellipse by gradient inference', async () => {
    const infer = gradientInference({ starts: angles(8), steps: 5 });
    const make = () => latentEnergyModel({ decoder: ellipseDecoder({ seed: 1 }), cost, infer });
    await expectCompiledAgrees({ make, data: points, ...inferredEnergy() });
  });
});

it('20 steps of sparse coding compiled are 20 steps eager', async () => {
  const make = () => sparseCodingModel({ exampleShape: [6, 7, 1], atoms: 12, steps: 8, seed: 1 });
  await expectCompiledAgrees({ make, data: images, ...inferredEnergy({ regularization: 0.1 }) });
});

it('20 steps of difference target propagation compiled are 20 steps eager', async () => {
  const make = () => invertibleDenseAutoencoder({ imageShape: [6, 7, 1], hidden: [8], latentSize: 3, seed: 1 });
  await expectCompiledAgrees({ make, data: images, ...differenceTargetPropagation({ cost }) });
});
