import type { Engine, Program, StepFunction } from '@latentkit/core';
import { isLatentKitError } from '@latentkit/errors';
import type * as tf from '@tensorflow/tfjs-core';

/** An engine that hands a whole step over to another where the first one cannot trace it, and says so once. */
export function withFallback(first: Engine, second: Engine, notice: (text: string) => void): Engine {
  const told = new Set<string>();
  return {
    name: first.name,
    async program(step: StepFunction, state: readonly tf.Variable[]): Promise<Program> {
      let program = await first.program(step, state);
      let fallenBack = false;
      return {
        async run(inputs, counter) {
          try {
            return await program.run(inputs, counter);
          } catch (error) {
            if (fallenBack || !isLatentKitError(error) || !error.code.startsWith('TRACE_')) throw error;
            if (!told.has(error.message))
              notice(`not compiled, ${second.name} runs this step instead: ${error.message}`);
            told.add(error.message);
            // A refused step has changed nothing: what ran before it is brought back first.
            await program.read();
            program.dispose();
            program = await second.program(step, state);
            fallenBack = true;
            return program.run(inputs, counter);
          }
        },
        read: () => program.read(),
        dispose: () => program.dispose(),
      };
    },
  };
}
