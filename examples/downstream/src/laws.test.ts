import '@tensorflow/tfjs-backend-cpu';
import { compiled } from '@latentkit/compile/node';
import { counterRandom, table } from '@latentkit/core';
import { initialize, mlp } from '@latentkit/layers';
import { squaredError } from '@latentkit/losses';
import { autoencoder, denoising, loadAutoencoder, negativeElbo, regularized, saveAutoencoder } from '@latentkit/models';
import { laws } from '@latentkit/test-kit';
import { contrast } from './contrast.ts';
import { hoyer } from './hoyer.ts';
import { pseudoHuber } from './pseudoHuber.ts';
import { residualEncoder } from './residualEncoder.ts';
import { loadRing, ringAutoencoder, saveRing } from './ringAutoencoder.ts';
import { sharpnessAware } from './sharpnessAware.ts';

const [rows, size, latentSize] = [6, 10, 4];

const common = {
  backend: 'cpu',
  engines: [compiled()],
  y: table(counterRandom({ seed: 3, step: 0 }).uniform([rows, size]).dataSync() as Float32Array, [rows, size]),
  make(seed: number) {
    const encoder = residualEncoder({ inputShape: [size], width: 16, blocks: 2, latentSize });
    const decoder = mlp({ inputShape: [latentSize], hidden: [16], outputShape: [size], outputActivation: 'sigmoid' });
    // Together, so that the two share a seed and no random number.
    initialize([encoder, decoder], { seed });
    return autoencoder({ encoder, decoder });
  },
  save: saveAutoencoder,
  load: loadAutoencoder,
};

laws('a cost and a corruption of ours', {
  ...common,
  objective: denoising({ cost: pseudoHuber, corruption: contrast({ least: 0.3 }) }),
});

laws('a regulariser of ours', {
  ...common,
  objective: regularized({ cost: squaredError, regularizer: hoyer(), regularization: 0.1 }),
});

laws('a learning rule of ours', {
  ...common,
  objective: regularized({ cost: squaredError, regularizer: hoyer(), regularization: 0.1 }),
  learn: sharpnessAware({ rho: 0.05 }),
  estimated: { variables: /./, reason: 'the rule takes the gradient of another place' },
});

laws('a model and a prior of ours', {
  ...common,
  make: (seed: number) => ringAutoencoder({ imageShape: [size], width: 8, blocks: 1, seed }),
  objective: negativeElbo(),
  save: saveRing,
  load: loadRing,
});
