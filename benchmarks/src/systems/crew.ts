import { setTimeout } from 'node:timers/promises';
import type { Skipped } from '../measure/rows.ts';
import { processorSeconds } from './processorSeconds.ts';
import { type RunningSystem, startSystem, Unsupported } from './start.ts';
import type { SystemName } from './systems.ts';

/** All systems of a job, of which one computes at a time. */
export interface Crew {
  /** Those that work. */
  members(): readonly RunningSystem[];
  /** Those that were asked for and do not, with the reason. */
  readonly skipped: readonly Skipped[];
  /** Leave out a member that broke. */
  drop(member: RunningSystem, reason: string): void;
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
  let members: readonly RunningSystem[] = [];
  const skipped: Skipped[] = [];
  const leaveOut = (system: SystemName, reason: string, failed: boolean) => {
    skipped.push({ job, system, reason, failed });
    log(`${job}: ${system} is left out: ${reason}`);
  };
  for (const name of names) {
    try {
      const member = await startSystem(name, plan, threads);
      members = [...members, member];
      log(`${job}: ${name} is ready, ${[member.ready.version, member.ready.variant].filter(Boolean).join(', ')}`);
    } catch (error) {
      leaveOut(name, (error as Error).message, !(error instanceof Unsupported));
    }
  }
  const idle = new Map(members.map(({ name }) => [name, { used: 0, seconds: 0 }]));
  return {
    members: () => members,
    skipped,
    drop(member, reason) {
      members = members.filter((each) => each !== member);
      leaveOut(member.name, reason, true);
    },
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
