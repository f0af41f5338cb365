import { expect, it } from 'vitest';
import { exampleKind, exampleWords } from './exampleKind.ts';

it.each([
  [{ train: [9, 3] }, 'row'],
  [{ train: [9, 28, 28, 1], scale: 1 / 255 }, 'image'],
  [{ train: [9, 28, 28] }, 'image'],
  [{ train: [9, 8, 8, 1], scale: 1, range: [0, 1] }, 'image'],
  [{ train: [9, 8, 8, 3], scale: 1, range: [-1, 1], layout: 'channels last' }, 'image'],
  [{ train: [9, 64, 3, 1], scale: 1, range: [-40, 1500], layout: 'channels last' }, 'series'],
  [{ train: [9, 6, 4, 7], scale: 1, range: [-4, 4], layout: 'other' }, 'other'],
  [{ train: [9, 4, 4, 4, 1], scale: 1, range: [0, 1] }, 'other'],
] as const)('an example of %j is a %s', (data, kind) => {
  expect(exampleKind(data)).toBe(kind);
});

it('calls two numbers without columns a point, and a row of a table a row', () => {
  expect(exampleWords({ train: [9, 2] })).toEqual({ one: 'point', many: 'points', number: 'coordinate' });
  expect(exampleWords({ train: [9, 2], columns: ['age', 'income'] }).one).toBe('row');
  expect(exampleWords({ train: [9, 3] }).one).toBe('row');
  const colour = { name: 'colour', kind: 'categorical', categories: ['blue', 'red'], shares: [0.5, 0.5] } as const;
  const plan = { columns: [colour], missing: 'refuse', standardized: true } as const;
  expect(exampleWords({ train: [9, 2], columns: ['colour=blue', 'colour=red'], plan }).number).toBe('encoded column');
});
