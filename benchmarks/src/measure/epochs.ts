import { isLatentKitError } from '@latentkit/errors';
import type { Job } from '../job/job.ts';
import type { NamedJob } from '../job/readJob.ts';
import type { Crew } from '../systems/crew.ts';
import { trainCommand } from '../systems/trainCommand.ts';
import { interleave } from './interleave.ts';
import type { EpochRow, Skipped } from './rows.ts';
import { quantile } from './statistics.ts';

/** Of MNIST: `latentkit train` is given no other data. */
const images = 60_000;
const lossEvery = 50;
/** Steps whose median stands beside the epoch of `latentkit train`. */
const timedSteps = 300;

export interface Epochs {
  readonly rows: readonly EpochRow[];
  readonly skipped: readonly Skipped[];
}

/**
 * Time whole epochs: of every system, the bare loop over a shuffled order; of `latentkit train`, the command as a user runs it, whose second epoch
 * counts (the first one compiles). The most memory that each process has held stands beside.
 */
export async function timeEpochs(
  { name, job }: NamedJob,
  crew: Crew,
  { threads, rounds, folder }: { threads: number; rounds: number; folder: string },
): Promise<Epochs> {
  const collected = await interleave(crew, rounds, async (member) => {
    return [(await member.ask({ do: 'epoch', block: lossEvery })).seconds];
  });
  const rows: EpochRow[] = [];
  for (const [member, seconds] of collected) {
    const { peakBytes } = await member.ask({ do: 'memory' });
    const { version } = member.ready;
    rows.push({ job: name, system: member.name, threads, seconds: quantile(seconds, 0.5), peakBytes, version });
  }
  return command(rows, { name, job }, crew, { threads, folder });
}

/** The rows with that of `latentkit train`, where the command can train this job. */
async function command(
  rows: EpochRow[],
  { name, job }: NamedJob,
  crew: Crew,
  { threads, folder }: { threads: number; folder: string },
): Promise<Epochs> {
  if (job.command === undefined) return { rows, skipped: [] };
  const system = 'latentkit train';
  try {
    const trained = await trainCommand(job.command, { threads, out: folder });
    const seconds = await stepsOfAnEpoch(job, crew);
    const timesItsSteps = seconds && trained.seconds / seconds;
    const row = { job: name, system, threads, ...trained, ...(timesItsSteps && { timesItsSteps }) } as const;
    return { rows: [...rows, row], skipped: [] };
  } catch (error) {
    if (!isLatentKitError(error)) throw error;
    return { rows, skipped: [{ job: name, system, reason: error.message, failed: true }] };
  }
}

/** Steps × median step of the compiled engine in seconds, where it is among the members. */
async function stepsOfAnEpoch({ batchSize }: Job, crew: Crew): Promise<number | undefined> {
  const compiled = crew.members().find((member) => member.name === 'compiled');
  if (!compiled) return undefined;
  const { ms } = await compiled.ask({ do: 'train', steps: timedSteps, block: 1, seconds: 60 });
  return (quantile(ms, 0.5) / 1000) * Math.ceil(images / batchSize);
}
