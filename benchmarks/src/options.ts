import { parseArgs } from 'node:util';
import { expected } from '@latentkit/errors';
import { type PageSystemName, pageNames } from './page/names.ts';
import { type SystemName, systems } from './systems/systems.ts';

const measures = ['check', 'weights', 'inference', 'epoch', 'memory', 'profile', 'start', 'growth', 'page'] as const;
export type Measure = 'steps' | (typeof measures)[number];

export interface Options {
  readonly jobs: readonly string[];
  readonly systems: readonly SystemName[];
  /** For `--page`, which has its own. */
  readonly pageSystems: readonly PageSystemName[];
  readonly threads: readonly number[];
  readonly json?: string;
  readonly svg?: string;
  /** What is measured: the time of a step unless something else is asked for. */
  readonly measure: readonly Measure[];
  readonly rounds: number;
  readonly steps: number;
  readonly lossEvery: number;
  readonly secondsPerTurn: number;
  readonly help: boolean;
}

export const help = `pnpm bench [options]

  --jobs A,B,C,D           jobs of jobs/ by name, or job files by path
  --systems all            all, ours, peers, or names: ${Object.keys(systems).join(', ')}
  --threads 2              one count, or several: 2,1
  --json FILE              write what was measured
  --svg FILE               draw the times of a step
  --rounds 6               turns of each system
  --steps 100              timed steps of a turn
  --loss-every 10          steps between two readings of the loss
  --seconds-per-turn 5     a turn of a slow system ends early

Instead of the time of a training step:
  --check                  the losses of all systems over the first 50 steps: do they agree?
  --weights                the weights of compiled after 200 steps: those of our eager engines, and the same bits again?
  --inference              the time to encode and to decode 1 and 1024 images
  --epoch                  the time of a whole epoch, by latentkit train too, and the memory of each process
  --profile                where the time of an epoch of compiled goes
  --start                  the time from the start of our processes to the end of their first step
  --page                   steps in a page of chromium; --systems: all or names among ${pageNames.join(', ')}
  --growth                 the time of a step as width, depth, batch and channels grow; --svg draws it, --jobs does not matter
  --memory                 the same after one epoch only, without repetitions`;

/** @throws `OPTION` in one line for what is not an option or a value of one */
export function readOptions(args: readonly string[]): Options {
  const values = parsed(args.filter((arg, i) => !(arg === '--' && i === 0)));
  return {
    jobs: list(values.jobs),
    systems: values.page ? [] : systemsOf(list(values.systems)),
    pageSystems: values.page ? pageSystemsOf(list(values.systems)) : [],
    threads: list(values.threads).map((text) => whole('--threads', text)),
    ...(values.json === undefined ? {} : { json: values.json }),
    ...(values.svg === undefined ? {} : { svg: values.svg }),
    measure: measures.some((name) => values[name]) ? measures.filter((name) => values[name]) : ['steps'],
    rounds: whole('--rounds', values.rounds),
    steps: whole('--steps', values.steps),
    lossEvery: whole('--loss-every', values['loss-every']),
    secondsPerTurn: whole('--seconds-per-turn', values['seconds-per-turn']),
    help: values.help,
  };
}

function parsed(args: readonly string[]) {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        jobs: text('A,B,C,D'),
        systems: text('all'),
        threads: text('2'),
        json: { type: 'string' },
        svg: { type: 'string' },
        rounds: text('6'),
        steps: text('100'),
        'loss-every': text('10'),
        'seconds-per-turn': text('5'),
        check: flag,
        weights: flag,
        inference: flag,
        epoch: flag,
        memory: flag,
        profile: flag,
        start: flag,
        growth: flag,
        page: flag,
        help: flag,
      },
    }).values;
  } catch (cause) {
    const received = (cause as Error).message.split('. ')[0] as string;
    throw refuse('options', 'some of --help', received, 'See pnpm bench --help.', cause);
  }
}

const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

function systemsOf(names: readonly string[]): SystemName[] {
  const all = Object.keys(systems) as SystemName[];
  const chosen = new Set(
    names.flatMap((name) => {
      if (name === 'all') return all;
      if (name === 'ours' || name === 'peers') return all.filter((each) => systems[each].ours === (name === 'ours'));
      if (all.some((each) => each === name)) return [name as SystemName];
      throw refuse('--systems', `all, ours, peers or names among ${all.join(', ')}`, name, 'Correct the name.');
    }),
  );
  return all.filter((name) => chosen.has(name));
}

function pageSystemsOf(names: readonly string[]): PageSystemName[] {
  const unknown = names.find((name) => name !== 'all' && !pageNames.some((each) => each === name));
  if (unknown !== undefined)
    throw refuse('--systems', `all or names among ${pageNames.join(', ')}`, unknown, 'Correct the name.');
  return pageNames.filter((name) => names.includes('all') || names.includes(name));
}

function whole(where: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw refuse(where, 'a whole number of at least 1', text, 'See pnpm bench --help.');
}

function refuse(where: string, wanted: string, received: string, todo: string, cause?: unknown): Error {
  return expected({ where, expected: wanted, received, todo, code: 'OPTION', cause });
}
