import { expect } from 'vitest';
import { run } from '../run.ts';
import type { Law } from './law.ts';

/** A run is a function of its seed, bit for bit, and another one for another seed. */
export const repeatability: Law = async (subject, { engine }) => {
  const first = await run(subject, engine, { seed: 1 });
  expect(first.losses.length).toBe(4);
  expect(await run(subject, engine, { seed: 1 })).toEqual(first);
  expect((await run(subject, engine, { seed: 2 })).losses).not.toEqual(first.losses);
};
