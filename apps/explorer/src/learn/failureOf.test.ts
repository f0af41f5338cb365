import { expected } from '@latentkit/errors';
import { expect, it } from 'vitest';
import { speaker } from '../language/phrases.ts';
import { failureOf } from './failureOf.ts';

it('says in each language that the loss was no longer finite', () => {
  const cause = { what: 'loss', value: Number.NaN, epoch: 1, step: 7, rows: Int32Array.of(0) };
  const words = { where: 'train', expected: 'a finite loss', received: 'NaN', todo: 'Lower the learning rate.' };
  const said = failureOf(expected({ ...words, code: 'NOT_FINITE', cause }));
  expect(said).toEqual({ phrase: 'diverged', values: { step: 7 } });
  expect(speaker('fr')('diverged', said.values)).toContain('Au pas 7, la perte');
});

it('keeps the message of any other error', () => {
  expect(failureOf(new Error('no memory'))).toEqual({ phrase: 'stopped', values: { message: 'no memory' } });
});
