import { setTimeout } from 'node:timers/promises';
import type { Skipped } from '../measure/rows.ts';
import { processorSeconds } from './processorSeconds.ts';
import { type RunningSystem, startSystem, Unsupported } from './start.ts';
import type { SystemName } from './systems.ts';

/** All systems of a job, of which one computes at a time. */
export interface Crew {
  readonly members: readonly RunningSystem[];
  readonly skipped: readonly Skipped[];
  /** One member's turn; the others wait, and what they use of a core meanwhile is counted. */
  turn<T>(member: RunningSystem, work: () => Promise<T>): Promise<T>;
  /** Share of one core that a member used while it was to wait. */
  idleShare(member: RunningSystem): number;
  stop(): Promise<void>;
}

/** So long worker threads of some libraries spin before they sleep. */
const settleMs = 200;

/** Start systems on a plan, one after the other. */
export async function startCrew(
  job: string,
  plan: string,
  { names, threads, log }: { names: readonly SystemName[]; threads: number; log: (line: string) => void },
): Promise<Crew> {
  const members: RunningSystem[] = [];
  const skipped: Skipped[] = [];
  for (const name of names) {
    try {
      const member = await startSystem(name, plan, threads);
      members.push(member);
      log(`${job}: ${name} is ready, ${[member.ready.version, member.ready.variant].filter(Boolean).join(', ')}`);
    } catch (error) {
      const reason = (error as Error).message;
      skipped.push({ job, system: name, reason, failed: !(error instanceof Unsupported) });
      log(`${job}: ${name} is left out: ${reason}`);
    }
  }
  const idle = new Map(members.map(({ name }) => [name, { used: 0, seconds: 0 }]));
  return {
    members,
    skipped,
    async turn(member, work) {
      await setTimeout(settleMs);
      const others = members.filter((each) => each !== member);
      const before = others.map(({ pid }) => processorSeconds(pid));
      const started = performance.now();
      const result = await work();
      const seconds = (performance.now() - started) / 1000;
      others.forEach(({ name, pid }, i) => {
        const sum = idle.get(name) as { used: number; seconds: number };
        sum.used += processorSeconds(pid) - (before[i] as number);
        sum.seconds += seconds;
      });
      return result;
    },
    idleShare({ name }) {
      const { used, seconds } = idle.get(name) as { used: number; seconds: number };
      return seconds === 0 ? 0 : used / seconds;
    },
    stop: async () => {
      for (const member of members) await member.stop();
    },
  };
}
