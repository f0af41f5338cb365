import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import { streams, table } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { mlp } from '@latentkit/layers';
import { squaredError } from '@latentkit/losses';
import { latentModelLaws } from '@latentkit/test-kit';
import {
  autoencoder,
  codeGrid,
  convolutionalAutoencoder,
  convolutionalDiscreteVariationalAutoencoder,
  convolutionalVariationalAutoencoder,
  convolutionalVectorQuantizedAutoencoder,
  denseAutoencoder,
  denseVariationalAutoencoder,
  denseVectorQuantizedAutoencoder,
  ellipseModel,
  gaussian,
  gradientInference,
  invertibleDenseAutoencoder,
  type LatentModel,
  latentEnergyModel,
  networkDecoder,
  sparseCodingModel,
  tiedAutoencoder,
} from './index.ts';

const rows = (...shape: number[]) => {
  const count = shape.reduce((product, side) => product * side, 1);
  return table(fillUniform(new Float32Array(count), { seed: 7, stream: streams.callers, step: 0 }), shape);
};

const small = { imageShape: [4, 4, 1] as [number, number, number], seed: 1 };
const ofImages: Record<string, () => LatentModel> = {
  'any two networks': () =>
    autoencoder({
      encoder: mlp({ inputShape: [4, 4, 1], outputShape: [2], seed: 1 }),
      decoder: mlp({ inputShape: [2], outputShape: [4, 4, 1], seed: 2 }),
    }),
  'dense autoencoder': () => denseAutoencoder({ ...small, hidden: [6], latentSize: 3 }),
  'convolutional autoencoder': () => convolutionalAutoencoder({ ...small, filters: [2], latentSize: 3 }),
  'tied weights': () =>
    tiedAutoencoder({ encoder: mlp({ inputShape: [4, 4, 1], hidden: [5], outputShape: [2], seed: 1 }) }),
  'variational autoencoder': () => denseVariationalAutoencoder({ ...small, hidden: [6], latentSize: 2 }),
  'variational autoencoder of learned variances': () =>
    denseVariationalAutoencoder({
      ...small,
      hidden: [6],
      latentSize: 2,
      likelihood: gaussian({ standardDeviation: 'learned' }),
    }),
  'convolutional variational autoencoder': () =>
    convolutionalVariationalAutoencoder({ ...small, filters: [2], latentSize: 2 }),
  'vector quantisation': () =>
    denseVectorQuantizedAutoencoder({ ...small, hidden: [6], latentShape: [2, 3], codebookSize: 4 }),
  'maps that invert each other': () => invertibleDenseAutoencoder({ ...small, hidden: [6], latentSize: 3 }),
  'sparse coding': () => sparseCodingModel({ exampleShape: [4, 4, 1], atoms: 8, steps: 20, seed: 1 }),
};
for (const [name, make] of Object.entries(ofImages)) {
  latentModelLaws(name, { backend: 'cpu', make, y: rows(3, 4, 4, 1) });
}

const colour = { imageShape: [8, 8, 3], filters: [4, 6], codebookSize: 5, seed: 1 };
const ofColour: Record<string, () => LatentModel> = {
  'a grid of indices': () => convolutionalDiscreteVariationalAutoencoder(colour),
  'a grid of vectors': () => convolutionalVectorQuantizedAutoencoder({ ...colour, dimension: 3 }),
};
for (const [name, make] of Object.entries(ofColour)) {
  latentModelLaws(name, { backend: 'cpu', make, y: rows(3, 8, 8, 3) });
}

const starts = codeGrid([{ from: -2, to: 2, count: 5 }]);
const ofPoints: Record<string, () => LatentModel> = {
  'the ellipse': () => ellipseModel({ seed: 1, codes: 12 }),
  'energy of a network': () =>
    latentEnergyModel({
      decoder: networkDecoder(mlp({ inputShape: [1], hidden: [6], outputShape: [2], activation: 'tanh', seed: 1 })),
      cost: squaredError,
      infer: gradientInference({ starts, steps: 5 }),
    }),
};
for (const [name, make] of Object.entries(ofPoints)) {
  latentModelLaws(name, { backend: 'cpu', make, y: rows(4, 2) });
}
