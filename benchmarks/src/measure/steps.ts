import type { NamedJob } from '../job/readJob.ts';
import type { Crew } from '../systems/crew.ts';
import type { RunningSystem } from '../systems/start.ts';
import { interleave } from './interleave.ts';
import { flopOf, rateOf } from './limits.ts';
import type { StepRow } from './rows.ts';
import { quantile, spread } from './statistics.ts';

export interface StepOptions {
  readonly threads: number;
  readonly rounds: number;
  /** Timed steps of a system in a round. */
  readonly steps: number;
  /** Steps after which the loss is read; a figure is the mean of so many. */
  readonly lossEvery: number;
  /** A turn ends after so long, whatever is left of its steps. */
  readonly secondsPerTurn: number;
}

/** A system whose step takes longer is timed step by step: there is nothing to hide behind the next one. */
const slowMs = 100;
/** Untimed steps at the start of every turn: the first ten take a fifth longer than the rest, while caches fill that others have used. */
const refill = 20;
const warmUpSteps = 50;

/** Time a job's training step on all members in interleaved rounds, each round beginning with another member. */
export async function timeSteps({ name, job }: NamedJob, crew: Crew, options: StepOptions): Promise<StepRow[]> {
  const [flop, rate] = [flopOf(job), await rateOf(options.threads)];
  const roughly = await interleave(crew, 1, (member) => warmUp(member, options.secondsPerTurn));
  const blockOf = (member: RunningSystem) =>
    quantile(roughly.get(member) ?? [], 0.5) > slowMs ? 1 : options.lossEvery;
  const times = await interleave(crew, options.rounds, (member) => turn(member, blockOf(member), options));
  const products = (1000 * flop) / Math.max(rate, await rateOf(options.threads));
  return [...times].map(([member, ms]) => {
    const summary = spread(ms);
    return {
      job: name,
      system: member.name,
      threads: options.threads,
      ...summary,
      imagesPerSecond: (1000 * job.batchSize) / summary.medianMs,
      version: member.ready.version,
      variant: member.ready.variant,
      batchSize: job.batchSize,
      steps: ms.length * blockOf(member),
      idleShare: crew.idleShare(member),
      timesProducts: summary.medianMs / products,
    };
  });
}

async function warmUp(member: RunningSystem, seconds: number): Promise<readonly number[]> {
  return (await member.ask({ do: 'train', steps: warmUpSteps, block: 1, seconds })).ms;
}

async function turn(member: RunningSystem, block: number, { steps, secondsPerTurn: seconds }: StepOptions) {
  if (block > 1) await member.ask({ do: 'train', steps: refill, block: refill, seconds });
  return (await member.ask({ do: 'train', steps, block, seconds })).ms;
}
