import { interrupt } from './interrupt.ts';

/** Says a line, above the live view where there is one. */
export interface Say {
  (text: string): void;
  /** How lines are said from now on. */
  by(line: (text: string) => void): void;
}

/** Train until it is done or Ctrl-C stops it, which makes the exit code 130. */
export async function whileTraining<Ended extends { stopped: boolean }>(
  work: (signal: AbortSignal, say: Say) => Promise<Ended>,
): Promise<Ended> {
  let line = (text: string): void => {
    process.stdout.write(`${text}\n`);
  };
  const say: Say = Object.assign((text: string) => line(text), {
    by(next: (text: string) => void) {
      line = next;
    },
  });
  const { signal, release } = interrupt(say);
  try {
    const ended = await work(signal, say);
    if (ended.stopped) process.exitCode = 130;
    return ended;
  } finally {
    release();
  }
}
