import '@tensorflow/tfjs-backend-cpu';
import { streams, table } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { squaredError } from '@latentkit/losses';
import { laws } from '@latentkit/test-kit';
import { differenceTargetPropagation } from './differenceTargetPropagation.ts';
import {
  invertibleDenseAutoencoder,
  loadInvertibleAutoencoder,
  saveInvertibleAutoencoder,
} from './invertibleAutoencoder.ts';

laws('autoencoder learned by difference target propagation', {
  backend: 'cpu',
  make: (seed) => invertibleDenseAutoencoder({ imageShape: [2, 3], hidden: [8, 6], latentSize: 3, seed }),
  ...differenceTargetPropagation({ cost: squaredError }),
  y: table(fillUniform(new Float32Array(24), { seed: 7, stream: streams.callers, step: 0 }), [4, 2, 3]),
  save: saveInvertibleAutoencoder,
  load: loadInvertibleAutoencoder,
  estimated: {
    variables: /^(encoder|inverse|decoder\/[01])\//,
    reason: 'each layer has a cost of its own, in which targets and the layers below are numbers',
  },
});
