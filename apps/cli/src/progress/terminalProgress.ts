import { type Progress, progress } from './progress.ts';

/** Progress on stdout: live on a terminal, plain lines in a pipe and under CI. @param examples an epoch */
export function terminalProgress(epochs: number, examples: number): Progress {
  const { stdout } = process;
  return progress({ stream: stdout, epochs, examples, live: stdout.isTTY === true && !process.env.CI });
}
