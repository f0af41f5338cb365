import type { Engine, Input, StepFunction } from '@latentkit/core';
import { isLatentKitError } from '@latentkit/errors';
import type * as tf from '@tensorflow/tfjs-core';
import { dumpGraph } from './dumpGraph.ts';

/** What is compiled: the step as an ONNX model and as text. */
export interface StepGraph {
  readonly onnx: Uint8Array;
  readonly text: string;
}

/**
 * An engine that hands out the graph of the first step that it runs, in training the step of training, before it runs it. Costs one more trace.
 * A step that cannot be traced has no graph, which is said, and runs as it would without.
 *
 * @param options.write gets the graph
 * @param options.notice hears why there is none
 */
export function withDump(
  engine: Engine,
  { write, notice }: { write: (graph: StepGraph) => Promise<void>; notice: (text: string) => void },
): Engine {
  const dump = async (step: StepFunction, state: readonly tf.Variable[], inputs: Readonly<Record<string, Input>>) => {
    try {
      await write(dumpGraph(step, { state, inputs }));
    } catch (error) {
      if (!isLatentKitError(error) || !error.code.startsWith('TRACE_')) throw error;
      notice(`no graph was written: ${error.message}`);
    }
  };
  let dumped = false;
  return {
    name: engine.name,
    async program(step: StepFunction, state: readonly tf.Variable[]) {
      const program = await engine.program(step, state);
      return {
        async run(inputs, counter) {
          const first = !dumped;
          dumped = true;
          if (first) await dump(step, state, inputs);
          return program.run(inputs, counter);
        },
        read: () => program.read(),
        dispose: () => program.dispose(),
      };
    },
  };
}
