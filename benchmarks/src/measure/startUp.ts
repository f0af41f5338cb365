import type { NamedJob } from '../job/readJob.ts';
import type { Crew } from '../systems/crew.ts';
import { startSystem } from '../systems/start.ts';
import { systems } from '../systems/systems.ts';
import type { StartRow } from './rows.ts';
import { spread } from './statistics.ts';

/**
 * Time from the start of a process to the end of its first step: Node, the 47 MB of images, tracing, loading. Ours only: peers choose the
 * best of several forms as they start.
 */
export async function timeStart(
  { name }: NamedJob,
  crew: Crew,
  { plan, threads, rounds }: { plan: string; threads: number; rounds: number },
): Promise<StartRow[]> {
  const rows: StartRow[] = [];
  for (const member of crew.members().filter((each) => systems[each.name].ours)) {
    const ms: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      const started = await startSystem(member.name, plan, threads);
      await started.ask({ do: 'train', steps: 1, block: 1, seconds: 60 });
      ms.push(performance.now() - began);
      await started.stop();
    }
    const { version, variant } = member.ready;
    rows.push({ job: name, system: member.name, threads, version, variant, ...spread(ms) });
  }
  return rows;
}
