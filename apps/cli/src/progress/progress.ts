import type { TrainEvent } from '@latentkit/core';
import { createLogUpdate } from 'log-update';
import { duration } from './duration.ts';

export interface ProgressOptions {
  readonly stream: NodeJS.WriteStream;
  readonly epochs: number;
  /** Examples an epoch. */
  readonly examples: number;
  /** A line that changes in place; plain lines, one an epoch, where it is false. */
  readonly live: boolean;
}

export interface Progress {
  show(event: TrainEvent): void;
  /** A line that stays, above the live one. */
  line(text: string): void;
  done(): void;
}

const redrawEveryMs = 100;

/** Progress as people watch it: loss, images/s and the time left, redrawn at most ten times a second. */
export function progress({ stream, epochs, examples, live }: ProgressOptions): Progress {
  const draw = live ? createLogUpdate(stream) : undefined;
  const started = performance.now();
  let drawn = 0;
  return {
    show(event) {
      if (!draw || event.kind !== 'step') return;
      const now = performance.now();
      if (now - drawn < redrawEveryMs) return;
      drawn = now;
      const seconds = (now - started) / 1000;
      const seen = (event.epoch - 1) * examples + event.examples;
      const left = (seconds / seen) * (epochs * examples - seen);
      draw(
        `epoch ${event.epoch}/${epochs} ${bar(event.examples / examples)} loss ${event.total.toPrecision(4)} · ` +
          `${Math.round(seen / seconds)} images/s · ${duration(left)} left`,
      );
    },
    line(text) {
      draw?.clear();
      stream.write(`${text}\n`);
    },
    done() {
      draw?.clear();
      draw?.done();
    },
  };
}

function bar(part: number, width = 24): string {
  const full = Math.round(part * width);
  return '█'.repeat(full) + '░'.repeat(width - full);
}
