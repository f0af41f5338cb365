import '@tensorflow/tfjs-backend-cpu';
import { fillUniform, streams, table } from '@latentkit/core';
import {
  bernoulli,
  denseVariationalAutoencoder,
  gaussian,
  laplace,
  loadVariationalAutoencoder,
  negativeElbo,
  saveVariationalAutoencoder,
} from '../index.ts';
import { laws } from '../laws.ts';

const imageShape = [6, 7, 1];
const values = fillUniform(new Float32Array(5 * 42), { seed: 7, stream: streams.callers, step: 0 });

const likelihoods = {
  bernoulli: bernoulli(),
  gaussian: gaussian({ standardDeviation: 0.5 }),
  'gaussian with learned variance': gaussian({ standardDeviation: 'learned' }),
  laplace: laplace({ scale: 0.5 }),
};

for (const [name, likelihood] of Object.entries(likelihoods)) {
  laws(`variational autoencoder, ${name}`, {
    backend: 'cpu',
    make: (seed) => denseVariationalAutoencoder({ imageShape, hidden: [16], latentSize: 3, likelihood, seed }),
    objective: negativeElbo({ beta: 0.5 }),
    y: table(values, [5, ...imageShape]),
    save: saveVariationalAutoencoder,
    load: loadVariationalAutoencoder,
  });
}
