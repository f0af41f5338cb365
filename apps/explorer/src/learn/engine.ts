import { compiled } from '@latentkit/compile/web';
import { type Engine, eager } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Said } from '../language/phrases.ts';

/** The engine in use, and what the page says of it. */
export interface ChosenEngine {
  readonly engine: Engine;
  readonly words: Said;
}

/**
 * The compiled engine where it runs, else tfjs's cpu. It is tried, not looked for: its WebAssembly comes with the first step.
 *
 * One thread, as the page needs the other core and batches are small.
 */
export async function chooseEngine(): Promise<ChosenEngine> {
  try {
    const engine = await compiled({ threads: 1 });
    const program = await engine.program(({ x }) => ({ y: tf.square(x as tf.Tensor) }), []);
    await program.run({ x: 2 }, { seed: 0, step: 0 });
    program.dispose();
    return { engine, words: { phrase: 'compiled' } };
  } catch (error) {
    const words: Said = { phrase: 'cpu', values: { reason: reasonOf(error) } };
    return { engine: eager({ backend: 'cpu' }), words };
  }
}

/** The cause in a line, cut where the runtime goes into detail. */
function reasonOf(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  const text = cause instanceof Error ? cause.message : message;
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
