import type { OpenRun } from '@latentkit/runs';
import { expect, it } from 'vitest';
import { classesOf } from './givenClass.ts';

const runOf = (names?: readonly string[]) =>
  ({ trainedOn: names ? { classes: names } : {}, model: { classes: names?.length ?? 10 } }) as unknown as OpenRun;

it('finds a class by its name, by its number, or all of them', () => {
  const run = runOf(['cat', 'dog']);
  expect(classesOf(run, 'dog')).toEqual([{ label: 1, name: 'dog' }]);
  expect(classesOf(run, '0')).toEqual([{ label: 0, name: 'cat' }]);
  expect(classesOf(run, 'all').map(({ name }) => name)).toEqual(['cat', 'dog']);
  expect(classesOf(runOf(), '7')).toEqual([{ label: 7, name: '7' }]);
});

it('takes a number for a name where the names are numbers, never for a place among them', () => {
  const run = runOf(['1', '2', '3']);
  expect(classesOf(run, '3')).toEqual([{ label: 2, name: '3' }]);
  expect(() => classesOf(run, '0')).toThrow('--class: expected all, or one of 1, 2, 3, received 0.');
  expect(classesOf(runOf(['-1', '1']), '-1')).toEqual([{ label: 0, name: '-1' }]);
});
