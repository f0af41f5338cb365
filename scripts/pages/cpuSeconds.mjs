import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * Seconds of CPU that the processes which this one started have taken so far: what others do on the same cores does not count.
 *
 * @returns undefined where there is no /proc
 */
export function cpuSeconds() {
  if (!existsSync('/proc/self/stat')) return undefined;
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const text = readFileSync(`/proc/${name}/stat`, 'utf8');
        // After the command, which may hold blanks: state, parent, …, user and system time in hundredths of a second.
        const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
        return [{ id: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }];
      } catch {
        return []; // It has ended since.
      }
    });
  /** @type {(id: number) => number} */
  const below = (id) =>
    processes.filter(({ parent }) => parent === id).reduce((sum, { id, ticks }) => sum + ticks + below(id), 0);
  return below(process.pid) / 100;
}
