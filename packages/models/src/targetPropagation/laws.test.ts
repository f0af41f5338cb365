import '@tensorflow/tfjs-backend-cpu';
import { streams, table } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { squaredError } from '@latentkit/losses';
import { laws } from '@latentkit/test-kit';
import { l2 } from '../energy/l2.ts';
import { denseAutoencoder, loadAutoencoder, saveAutoencoder } from '../index.ts';
import { targetPropagation } from './targetPropagation.ts';

// Relaxed until it is at rest, where the rule's gradients are those of F(y) = min_z E(y, z).
const { objective, learn } = targetPropagation({
  cost: squaredError,
  regularizer: l2(),
  regularization: 0.2,
  relaxation: { steps: 25, stepSize: 0.2 },
});

laws('autoencoder learned by target propagation', {
  backend: 'cpu',
  make: (seed) => denseAutoencoder({ imageShape: [5], hidden: [6], latentSize: 2, seed }),
  objective,
  learn,
  y: table(fillUniform(new Float32Array(20), { seed: 7, stream: streams.callers, step: 0 }), [4, 5]),
  save: saveAutoencoder,
  load: loadAutoencoder,
});
