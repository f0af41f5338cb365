import { notFinite } from '@latentkit/core';
import type { Said } from '../language/phrases.ts';

/** What the page says of an error in training, in a phrase that each language has. */
export function failureOf(error: unknown): Said {
  const step = notFinite(error)?.step;
  if (step !== undefined) return { phrase: 'diverged', values: { step } };
  return { phrase: 'stopped', values: { message: error instanceof Error ? error.message : String(error) } };
}
