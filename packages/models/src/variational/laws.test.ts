import '@tensorflow/tfjs-backend-cpu';
import { streams, table } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { laws } from '@latentkit/test-kit';
import {
  bernoulli,
  binarized,
  convolutionalVariationalAutoencoder,
  denseVariationalAutoencoder,
  gaussian,
  importanceWeighted,
  infoVae,
  laplace,
  loadVariationalAutoencoder,
  negativeElbo,
  saveVariationalAutoencoder,
  totalCorrelation,
} from '../index.ts';

const imageShape: [number, number, number] = [6, 7, 1];
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

laws('convolutional variational autoencoder', {
  backend: 'cpu',
  make: (seed) =>
    convolutionalVariationalAutoencoder({ imageShape, filters: [3, 4], latentSize: 2, likelihood: gaussian(), seed }),
  objective: negativeElbo(),
  y: table(values, [5, ...imageShape]),
  save: saveVariationalAutoencoder,
  load: loadVariationalAutoencoder,
});

const objectives = {
  'β and parts': negativeElbo({ beta: 4, meanWeight: 0.5, varianceWeight: 2 }),
  'pixels drawn again': binarized(negativeElbo()),
  'three samples': negativeElbo({ samples: 3 }),
};
const common = {
  backend: 'cpu',
  make: (seed: number) => denseVariationalAutoencoder({ imageShape, hidden: [16], latentSize: 3, seed }),
  y: table(values, [5, ...imageShape]),
  save: saveVariationalAutoencoder,
  load: loadVariationalAutoencoder,
};
for (const [name, objective] of Object.entries(objectives)) {
  laws(`variational autoencoder, ${name}`, { ...common, objective });
}

laws('variational autoencoder, importance weighted', { ...common, objective: importanceWeighted({ samples: 3 }) });

laws('variational autoencoder, free bits', {
  ...common,
  objective: negativeElbo({ freeBits: 0.5 }),
  coupled: { freeBits: 'the mean over the batch is inside of the max' },
});

laws('variational autoencoder, importance weighted, doubly reparameterised', {
  ...common,
  objective: importanceWeighted({ samples: 3, estimator: 'doublyReparameterized' }),
  estimated: { variables: /^encoder/, reason: 'equal to the derivative in expectation only' },
});

laws('variational autoencoder, total correlation', {
  ...common,
  objective: totalCorrelation({ beta: 4, examples: 20 }),
  coupled: {
    mutualInformation: 'the density of a code over the data set is estimated from the batch',
    totalCorrelation: 'the density of a code over the data set is estimated from the batch',
    dimensionDivergence: 'the density of a code over the data set is estimated from the batch',
  },
});

laws('variational autoencoder, discrepancy', {
  ...common,
  objective: infoVae({ alpha: 0.5, lambda: 10 }),
  coupled: { discrepancy: 'all codes of the batch together are compared with the prior' },
});
