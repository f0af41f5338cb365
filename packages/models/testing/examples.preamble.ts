// What the examples in this package's doc comments take for granted.
import '@tensorflow/tfjs-backend-cpu';
import { denseAutoencoder } from '../src/index.ts';

export { counterRandom, encodeSafetensors, parameterCount, schedules } from '@latentkit/core';
export { gaussianNoise, mlp } from '@latentkit/layers';
export { squaredError } from '@latentkit/losses';

export * as tf from '@tensorflow/tfjs-core';

export const model = denseAutoencoder({ imageShape: [2], hidden: [], latentSize: 1 });
