import type { NamedJob } from '../job/readJob.ts';
import type { Crew } from '../systems/crew.ts';
import { interleave } from './interleave.ts';
import type { InferenceRow } from './rows.ts';
import { spread } from './statistics.ts';
import type { StepOptions } from './steps.ts';

/** Calls of `encode` and `decode` are timed for one image and for so many. */
const sizes = [1, 1024] as const;
const warmUp = 10;

/** Time encoding (row numbers of the bytes to codes) and decoding (codes to images), both from the host to the host. */
export async function timeInference({ name }: NamedJob, crew: Crew, options: StepOptions): Promise<InferenceRow[]> {
  const { rounds, steps: times, secondsPerTurn: seconds, threads } = options;
  const rows: InferenceRow[] = [];
  for (const images of sizes) {
    for (const call of ['encode', 'decode'] as const) {
      const collected = await interleave(crew, rounds, async (member) => {
        return (await member.ask({ do: call, images, times, warmUp, seconds })).ms;
      });
      for (const [member, ms] of collected) {
        const { version, variant } = member.ready;
        rows.push({ job: name, system: member.name, threads, call, images, ...spread(ms), version, variant });
      }
    }
  }
  return rows;
}
