import { createLogUpdate } from 'log-update';
import { isLive } from './isLive.ts';

/** A line on stderr that tells what is going on. */
export interface Busy {
  /** Replaces the line. */
  now(text: string): void;
  /** Takes it away. */
  done(): void;
}

/** Nothing is written in a pipe and under CI. */
export function busy(): Busy {
  if (!isLive(process.stderr)) return { now() {}, done() {} };
  const draw = createLogUpdate(process.stderr);
  return { now: draw, done: draw.clear };
}
