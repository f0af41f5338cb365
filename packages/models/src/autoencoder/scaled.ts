import type { Schedule } from '@latentkit/core';

/** A weight of a term, times the weight of all. */
export function scaled(value: number | Schedule, weight: number): number | Schedule {
  return typeof value === 'number' ? value * weight : (step) => value(step) * weight;
}
