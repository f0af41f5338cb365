import { expect } from 'vitest';
import { run } from '../run.ts';
import type { Law } from './law.ts';

/** Where float32 is added up in another order, Adam turns a last digit of a gradient near 0 into this part of a step. */
const tolerance = 1e-4;

/** After 20 steps every engine has the weights of the eager one, to 1e-4 of the largest in each variable. */
export const engines: Law = async (subject, { engine }) => {
  const { weights } = await run(subject, engine, { seed: 1, epochs: 10 });
  for (const other of subject.engines ?? []) {
    const found = await run(subject, other, { seed: 1, epochs: 10 });
    for (const [name, values] of Object.entries(weights)) {
      const largest = Math.max(...values.map(Math.abs), 1e-3);
      const apart = Math.max(...values.map((value, i) => Math.abs(value - (found.weights[name]?.[i] as number))));
      expect(apart / largest, `${name} by ${other.name}`).toBeLessThan(tolerance);
    }
  }
};
