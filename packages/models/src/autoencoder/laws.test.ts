import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { streams, table } from '@latentkit/core';
import { fillUniform, supplyKernels } from '@latentkit/core/internal';
import { gaussianNoise, masking } from '@latentkit/layers';
import { squaredError } from '@latentkit/losses';
import { laws } from '@latentkit/test-kit';
import {
  convolutionalAutoencoder,
  denoising,
  denseAutoencoder,
  loadAutoencoder,
  reconstruction,
  saveAutoencoder,
} from '../index.ts';

const imageShape = [6, 7, 1] as const;
const values = fillUniform(new Float32Array(5 * 42), { seed: 7, stream: streams.callers, step: 0 });
const common = {
  objective: reconstruction({ cost: squaredError }),
  y: table(values, [5, ...imageShape]),
  save: saveAutoencoder,
  load: loadAutoencoder,
};

supplyKernels('wasm');

for (const backend of ['cpu', 'wasm']) {
  laws('dense autoencoder', {
    ...common,
    backend,
    make: (seed) => denseAutoencoder({ imageShape, hidden: [16, 8], latentSize: 3, seed }),
  });

  laws('convolutional autoencoder', {
    ...common,
    backend,
    make: (seed) => convolutionalAutoencoder({ imageShape, filters: [4, 6], latentSize: 5, seed }),
  });
}

laws('denoising autoencoder, over-complete', {
  ...common,
  backend: 'cpu',
  make: (seed) => denseAutoencoder({ imageShape, hidden: [], latentSize: 60, seed }),
  objective: denoising({ cost: squaredError, corruption: gaussianNoise({ standardDeviation: 0.3 }) }),
});

laws('denoising autoencoder of convolutions', {
  ...common,
  backend: 'cpu',
  make: (seed) => convolutionalAutoencoder({ imageShape, filters: [4], latentSize: 5, seed }),
  objective: denoising({ cost: squaredError, corruption: masking({ probability: 0.3 }) }),
});
