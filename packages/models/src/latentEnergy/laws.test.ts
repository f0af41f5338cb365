import '@tensorflow/tfjs-backend-cpu';
import { table } from '@latentkit/core';
import { mlp } from '@latentkit/layers';
import { squaredError } from '@latentkit/losses';
import { laws } from '@latentkit/test-kit';
import { l2 } from '../energy/l2.ts';
import { angles, codeGrid } from '../infer/codes.ts';
import { gradientInference } from '../infer/gradientInference.ts';
import { ellipseModel, loadEllipseModel, saveEllipseModel } from './ellipseModel.ts';
import { freeEnergy } from './freeEnergy.ts';
import { latentEnergyModel } from './latentEnergyModel.ts';
import { networkDecoder } from './networkDecoder.ts';
import { loadLatentEnergyModel, saveLatentEnergyModel } from './saveLatentEnergyModel.ts';

const points = Float32Array.of(1.2, 0.3, -0.4, 0.9, 0.1, -1.1, -2, -0.5);
const y = table(points, [4, 2]);

for (const [name, beta] of Object.entries({ warm: 5, cold: Number.POSITIVE_INFINITY })) {
  laws(`ellipse model, ${name}`, {
    backend: 'cpu',
    make: (seed) => ellipseModel({ seed, codes: 12 }),
    objective: freeEnergy({ codes: angles(12), beta }),
    y,
    save: saveEllipseModel,
    load: loadEllipseModel,
  });
}

const starts = codeGrid([{ from: -2, to: 2, count: 5 }]);
const options = {
  cost: squaredError,
  infer: gradientInference({ starts, steps: 5 }),
  regularizer: l2(),
  regularization: 0.1,
};

laws('energy model of a network', {
  backend: 'cpu',
  make: (seed) =>
    latentEnergyModel({
      decoder: networkDecoder(mlp({ inputShape: [1], hidden: [6], outputShape: [2], activation: 'tanh', seed })),
      ...options,
    }),
  objective: freeEnergy({ codes: starts, beta: 2 }),
  y,
  save: saveLatentEnergyModel,
  load: (files) => loadLatentEnergyModel(files, options),
});
