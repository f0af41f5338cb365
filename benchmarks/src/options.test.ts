import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('readOptions', () => {
  it('times a step of the four jobs on all systems with two threads unless told otherwise', () => {
    const options = readOptions([]);
    expect(options).toMatchObject({ jobs: ['A', 'B', 'C', 'D'], threads: [2], measure: ['steps'] });
    expect(options.systems.length).toBe(11);
    expect(options.rounds * options.steps).toBeGreaterThanOrEqual(300);
  });

  it('takes names, groups and files', () => {
    const options = readOptions([
      '--',
      '--jobs',
      'A,mine.json',
      '--systems',
      'ours,jax',
      '--threads',
      '2,1',
      '--check',
    ]);
    expect(options.systems).toEqual(['compiled', 'tfjs-node', 'wasm', 'cpu', 'jax']);
    expect(options).toMatchObject({ jobs: ['A', 'mine.json'], threads: [2, 1], measure: ['check'] });
  });

  it.each([
    [['--systems', 'mxnet'], '--systems: expected all, ours, peers or names among compiled, '],
    [['--threads', '0'], '--threads: expected a whole number of at least 1, received 0. See pnpm bench --help.'],
    [['--fast'], "options: expected some of --help, received Unknown option '--fast'. See pnpm bench --help."],
  ])('refuses %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
