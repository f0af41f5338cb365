import type { NamedJob } from '../job/readJob.ts';
import type { Crew } from '../systems/crew.ts';
import type { RunningSystem } from '../systems/start.ts';
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
/** Untimed steps at the start of every turn, which fill the caches again that others have used. */
const refill = 5;
const warmUpSteps = 50;

/** Time a job's training step on all members in interleaved rounds, each round beginning with another member. */
export async function timeSteps({ name, job }: NamedJob, crew: Crew, options: StepOptions): Promise<StepRow[]> {
  const times = new Map<RunningSystem, number[]>();
  const blocks = new Map<RunningSystem, number>();
  for (const member of crew.members) {
    const ms = await crew.turn(member, () => warmUp(member, options.secondsPerTurn));
    blocks.set(member, ms > slowMs ? 1 : options.lossEvery);
    times.set(member, []);
  }
  for (let round = 0; round < options.rounds; round++) {
    for (let i = 0; i < crew.members.length; i++) {
      const member = crew.members[(i + round) % crew.members.length] as RunningSystem;
      const block = blocks.get(member) as number;
      const { ms } = await crew.turn(member, () => turn(member, block, options));
      times.get(member)?.push(...ms);
    }
  }
  return crew.members.map((member) => {
    const ms = times.get(member) as number[];
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
      steps: ms.length * (blocks.get(member) as number),
      idleShare: crew.idleShare(member),
    };
  });
}

/** @returns ms of a step, roughly */
async function warmUp(member: RunningSystem, seconds: number): Promise<number> {
  const { ms } = await member.ask({ do: 'train', steps: warmUpSteps, block: 1, seconds });
  return quantile(ms, 0.5);
}

async function turn(member: RunningSystem, block: number, { steps, secondsPerTurn }: StepOptions) {
  if (block > 1) await member.ask({ do: 'train', steps: refill, block: refill, seconds: secondsPerTurn });
  return member.ask({ do: 'train', steps, block, seconds: secondsPerTurn });
}
