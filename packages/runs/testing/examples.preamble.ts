// What the examples in this package's doc comments take for granted.
import './small.ts';
import { table } from '@latentkit/core';
import { squaredError } from '@latentkit/losses';
import { denseAutoencoder, reconstruction } from '@latentkit/models';

export { table, train } from '@latentkit/core';
export { squaredError } from '@latentkit/losses';
export { denseAutoencoder, loadAutoencoder, reconstruction, saveAutoencoder } from '@latentkit/models';
export { z } from 'zod';
export { catalogue } from './small.ts';

export const options = {
  model: denseAutoencoder({ imageShape: [2], hidden: [], latentSize: 1, seed: 1 }),
  objective: reconstruction({ cost: squaredError }),
  data: {
    y: table(
      Float32Array.from({ length: 8 }, (_, i) => Math.sin(i)),
      [4, 2],
    ),
  },
  epochs: 2,
};
