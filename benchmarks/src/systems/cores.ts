import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** The command, bound to as many cores as it gets threads: libraries whose thread pools follow the machine then stay within. */
export function pinned(command: readonly string[], threads: number): string[] {
  if (process.platform !== 'linux' || !hasTaskset()) return [...command];
  return ['taskset', '-c', chosenCores(threads).join(','), ...command];
}

/** Logical processors, one of each physical core before the second of any. */
function chosenCores(threads: number): number[] {
  const seen = new Map<string, number>();
  const ranked = cpus().map((_, processor) => {
    const core = coreOf(processor);
    const rank = seen.get(core) ?? 0;
    seen.set(core, rank + 1);
    return { processor, rank };
  });
  ranked.sort((a, b) => a.rank - b.rank || a.processor - b.processor);
  return ranked.slice(0, threads).map(({ processor }) => processor);
}

function coreOf(processor: number): string {
  const topology = `/sys/devices/system/cpu/cpu${processor}/topology`;
  if (!existsSync(topology)) return String(processor);
  const read = (name: string) => readFileSync(`${topology}/${name}`, 'utf8').trim();
  return `${read('physical_package_id')}/${read('core_id')}`;
}

let taskset: boolean | undefined;

function hasTaskset(): boolean {
  try {
    taskset ??= execFileSync('taskset', ['--version'], { stdio: 'pipe' }).length > 0;
  } catch {
    taskset = false;
  }
  return taskset;
}
