import { expect } from 'vitest';
import { move, unit } from '../directions.ts';
import { gradientsOf, lossOf } from '../loss.ts';
import { type Law, withModel } from './law.ts';

/** L(θ − h g/‖g‖) < L(θ) at h = 0.01, for the g of the subject's rule. */
export const descent: Law = (subject, bench) =>
  withModel(subject, (model) => {
    const before = lossOf(subject, model, bench);
    move(model, unit(gradientsOf(subject, model, bench)), -1e-2);
    expect(lossOf(subject, model, bench)).toBeLessThan(before);
  });
