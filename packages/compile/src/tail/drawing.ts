import type { Counter } from '@latentkit/core';
import { sizeOf } from '../graph/graph.ts';
import { drawWords } from '../noise/noise.ts';
import type { Draw } from '../trace/draws.ts';
import type { LoopRunner, LoopWork } from './loopRunner.ts';

/** A random array, and whether a run fills that of the next run with its loops. */
export interface DrawnArray extends Draw {
  readonly ahead: boolean;
  readonly offset: number;
}

/** The random arrays of a program: those of the next run, whose counter is likely one more, are made by all threads with the loops. */
export interface Drawing {
  /** Fills the arrays of a run, but for what the run before has filled. */
  fill(counter: Counter): void;
  /** The runner's next round of loops fills those of the next run. */
  goOn(): void;
}

/** @param first the number of the first array in `work` */
export function drawing(
  draws: readonly DrawnArray[],
  first: number,
  { kernels }: LoopWork,
  runner: LoopRunner,
): Drawing {
  let held: Counter | undefined;
  return {
    fill({ seed, step }) {
      const filled = held?.seed === seed && held.step === step;
      held = { seed, step };
      draws.forEach(({ ahead, offset, shape, stream }, i) => {
        if (!(ahead && filled))
          kernels[first + i]?.(0, 4 * sizeOf(shape), offset, ...drawWords({ seed, step, stream }));
      });
    },
    goOn() {
      if (!held) return;
      held = { seed: held.seed, step: held.step + 1 };
      for (const [i, { ahead, stream }] of draws.entries()) {
        const words = ahead ? drawWords({ ...held, stream }) : [];
        words.forEach((word, k) => {
          runner.set(first + i, 1 + k, word);
        });
      }
    },
  };
}
