import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second. */
const ticks = 100;

/** Seconds of processor time that a process and its threads have used; 0 where the system does not tell. */
export function processorSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    // utime and stime are the 14th and 15th; the 3rd comes first after the name
    return (Number(fields[11]) + Number(fields[12])) / ticks;
  } catch {
    return 0;
  }
}
