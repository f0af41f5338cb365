import { type SweepEvent, sweepConfig } from '@latentkit/cluster';
import { afterEach, expect, it, vi } from 'vitest';
import { child } from './child.ts';
import { followSweep } from './followSweep.ts';

const config = sweepConfig({
  method: 'random',
  run_cap: 2,
  parameters: { model: { value: 'vae' }, beta: { min: 0.5, max: 2.5 }, hidden: { values: [[8], [4, 4]] } },
});
const decision = (trial: number) => ({ trial, rung: 0, until: 4, whole: true });
const trials = [
  { trial: 0, point: { beta: 1.23456, hidden: [8] }, hash: '' },
  { trial: 1, point: { beta: 2, hidden: [4, 4] }, hash: '' },
];
const outcomes = [{ error: 'no memory' }, { course: [100.5, 98.25], seconds: 1, engine: '' }] as const;

async function* events(): AsyncGenerator<SweepEvent> {
  yield { kind: 'started', folder: 'runs/s', config, ended: 0 };
  for (const [i, { point }] of trials.entries()) {
    yield { kind: 'begun', decision: decision(i), point };
    yield { kind: 'progress', jobs: [{ decision: decision(i), point }] };
    yield { kind: 'ended', decision: decision(i), point, outcome: outcomes[i] as (typeof outcomes)[1] };
  }
  const decisions = [decision(0), decision(1)];
  const course = { trials, decisions, outcomes: new Map(outcomes.entries()), began: [], ended: new Map() };
  yield { kind: 'finished', stopped: false, ranking: [{ trial: 1, epochs: 4, value: 98.25 }], course };
}

afterEach(() => vi.restoreAllMocks());

it('says a line as each trial ends, and the ranking as a table', async () => {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((more) => {
    text += more;
    return true;
  });
  const say = Object.assign((line: string) => void process.stdout.write(`${line}\n`), { by() {} });
  expect(await followSweep(events(), { say, folder: 'runs/s', start: undefined })).toEqual({ stopped: false });
  expect(text.split('\n')).toEqual([
    'random search of 2 trials, minimize test · runs/s',
    'trial 0 · beta 1.235, hidden [8] · failed: no memory',
    'trial 1 · beta 2, hidden [4,4] · epoch 4 · 98.250',
    'trial     test  epochs  beta  hidden',
    '    1  98.2500       4     2  [4,4]',
    '1 of 2 trials failed',
    'runs/s/sweep.html compares the trials, runs/s/optuna.jsonl is for Optuna',
    'the best: latentkit report runs/s/trials/0001',
    '',
  ]);
});

it('starts its processes with the plug-ins that it has, and without the address of a queue', () => {
  const args = ['sweep', 'a.yaml', '--plugin', './mine.ts', '--queue', 'redis://x', '--plugin=other'];
  expect(child(args).args).toEqual(['--plugin', './mine.ts', '--plugin=other', 'job']);
});
