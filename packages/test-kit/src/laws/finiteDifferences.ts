import { expect } from 'vitest';
import { centralDifference, dot, kept, noise, unit } from '../directions.ts';
import { gradientsOf, lossOf } from '../loss.ts';
import { type Law, withModel } from './law.ts';

/** ⟨g, d⟩ = (L(θ + hd) − L(θ − hd)) / 2h along the gradient of each variable by itself and along two directions through all. */
export const finiteDifferences: Law = (subject, bench) =>
  withModel(subject, (model) => {
    const gradients = gradientsOf(subject, model, bench);
    const exact = Object.keys(gradients).filter((name) => !subject.estimated?.variables.test(name));
    const directions = exact.map((name): [string, ReturnType<typeof kept>] => [name, kept(gradients, [name])]);
    const mixed = [0, 1].map((step) => [`direction ${step}`, kept(noise(gradients, step), exact)] as const);
    for (const [name, direction] of exact.length > 0 ? [...directions, ...mixed] : []) {
      const along = unit(direction);
      const slope = dot(gradients, along);
      // A kink of ReLU within ±h makes an error that falls with h, float32 one that grows: the best of some steps counts.
      const errors = [1e-2, 4e-3, 1e-3, 4e-4].map((h) =>
        Math.abs(centralDifference(model, along, () => lossOf(subject, model, bench), h) - slope),
      );
      expect(Math.min(...errors) / Math.abs(slope), name).toBeLessThan(0.02);
    }
  });
