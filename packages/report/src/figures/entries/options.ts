import { z } from 'zod';

/** Options that more than one figure has. */
export const split = z.enum(['train', 'test']).default('test').describe('which part of the data');

export const rows = (fallback: readonly number[]) =>
  z
    .array(z.int().min(0))
    .min(1)
    .default([...fallback])
    .describe('which examples of the split, counted from 0');

export const seed = z.int().min(0).default(0).describe('seed of everything random');
