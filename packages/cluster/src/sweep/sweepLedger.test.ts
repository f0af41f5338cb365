import { expect, it } from 'vitest';
import type { Entry } from '../ledger/ledger.ts';
import { courseOf } from './sweepLedger.ts';

const at = '2030-01-01T00:00:00.000Z';
const result = { course: [2], seconds: 1, engine: 'cpu' };
const entries: Entry[] = [
  { kind: 'sweep', at, config: { method: 'grid' } },
  { kind: 'decided', at, trial: 0, rung: 0, until: 1, whole: false, point: { x: 1 }, hash: 'a' },
  { kind: 'issued', at, job: 'trial-0000-0', issue: 1 },
  { kind: 'decided', at, trial: 1, rung: 0, until: 1, whole: false, point: { x: 2 }, hash: 'b' },
  { kind: 'done', at, job: 'trial-0000-0', token: '1-1', worker: 'w', result },
  { kind: 'failed', at, job: 'trial-0001-0', error: 'no' },
  { kind: 'decided', at, trial: 0, rung: 1, until: 3, whole: true },
];

it('reads a sweep off its ledger, each trial once', () => {
  const { config, course } = courseOf(entries, 'sweep');
  expect(config).toEqual({ method: 'grid' });
  expect(course.trials).toEqual([
    { trial: 0, point: { x: 1 }, hash: 'a' },
    { trial: 1, point: { x: 2 }, hash: 'b' },
  ]);
  expect(course.decisions.map(({ trial, until }) => [trial, until])).toEqual([
    [0, 1],
    [1, 1],
    [0, 3],
  ]);
  expect([...course.outcomes]).toEqual([
    [0, result],
    [1, { error: 'no' }],
  ]);
});

it('refuses the ledger of something else', () => {
  expect(() => courseOf([], 'sweep x')).toThrow('sweep x: expected the folder of a sweep, received no ledger in it.');
  expect(() => courseOf(entries.slice(2), 'sweep x')).toThrow('received a ledger of other work');
});
