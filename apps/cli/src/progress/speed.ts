const windowMs = 5000;

/** How fast examples go by, over the last five seconds: what came before a resume or an evaluation does not count. */
export function speed() {
  const seen: { time: number; examples: number }[] = [];
  return {
    /** @param examples since the start of the run @returns examples per second; undefined at first */
    at(time: number, examples: number): number | undefined {
      seen.push({ time, examples });
      while (seen.length > 2 && time - (seen[0] as { time: number }).time > windowMs) seen.shift();
      const [first] = seen as [{ time: number; examples: number }];
      return time > first.time ? (1000 * (examples - first.examples)) / (time - first.time) : undefined;
    },
    /** After a pause that is not training. */
    pause(): void {
      seen.length = 0;
    },
  };
}
