import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import { streams } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import { squaredError } from '@latentkit/losses';
import { inferLaws } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import { withRegularizer } from '../energy/codeRegularizer.ts';
import { l1 } from '../energy/l1.ts';
import type { CodeEnergy } from './codeEnergy.ts';
import { energyAt } from './codeEnergy.ts';
import { codeGrid } from './codes.ts';
import { exhaustive } from './exhaustive.ts';
import { fista, ista } from './fista.ts';
import { gradientInference } from './gradientInference.ts';
import type { BatchEnergy } from './infer.ts';
import { relax } from './relax.ts';

const target = fillNormal(new Float32Array(8), { seed: 3, stream: streams.callers, step: 0 });
/** The examples' targets [4, 2], or that of one of them. */
const targets = (place?: number) =>
  place === undefined ? tf.tensor2d(target, [4, 2]) : tf.tensor2d(target.slice(2 * place, 2 * place + 2), [1, 2]);

/** E(y, z) = ‖y − sin z‖² + λ|z|: not convex, and sharp at 0. */
const bumpy = (place?: number): CodeEnergy =>
  withRegularizer((z) => squaredError(targets(place), tf.sin(z)), l1(), 0.1);

/** E(y, z) = ‖y − zD‖² + λ|z|: convex, of slopes with L = 2 · 2.5². */
const lasso = (place?: number): CodeEnergy => {
  const atoms = tf.tensor2d([1, 0.5, -0.5, 2], [2, 2]);
  return withRegularizer((z) => squaredError(targets(place), tf.matMul(z as tf.Tensor2D, atoms)), l1(), 0.3);
};

const start = () => tf.fill([4, 2], 0.8);
const of = (energy: (place?: number) => CodeEnergy) => ({
  backend: 'cpu',
  start,
  energy: (place?: number) => (z: tf.Tensor) => energyAt(energy(place), z),
});

for (const [name, options] of Object.entries({
  'small steps': { stepSize: 1e-3 },
  'steps that are too large': { stepSize: 10 },
  momentum: { stepSize: 0.1, momentum: 0.5 },
})) {
  inferLaws(`relax, ${name}`, {
    ...of(bumpy),
    infer: (start, steps, place) => tf.tidy(() => relax(bumpy(place), start, { steps, ...options }).z),
  });
}

for (const [name, descend] of Object.entries({ ista, fista })) {
  inferLaws(name, {
    ...of(lasso),
    infer: (start, steps, place) => tf.tidy(() => descend(lasso(place), start, { steps, lipschitz: 12.5 }).z),
  });
}

const starts = codeGrid([
  { from: -1, to: 1, count: 2 },
  { from: -1, to: 1, count: 2 },
]);
const batchEnergy = (place?: number): BatchEnergy => ({
  shape: [place === undefined ? 4 : 1, 2],
  at: bumpy(place),
  over: (codes) =>
    tf.stack(
      tf.unstack(codes).map((code) => {
        const rows = place === undefined ? 4 : 1;
        return energyAt(bumpy(place), tf.tile(tf.expandDims(code), [rows, 1]));
      }),
      1,
    ) as tf.Tensor2D,
});
inferLaws('gradient inference, from the best of four codes', {
  ...of(bumpy),
  start: () => tf.tidy(() => exhaustive(starts)(batchEnergy())),
  infer: (_, steps, place) => tf.tidy(() => gradientInference({ starts, steps })(batchEnergy(place))),
});
