import type { Engine, StepFunction } from '@latentkit/core';
import type * as tf from '@tensorflow/tfjs-core';

/** What is compiled: the step as an ONNX model and as text. */
export interface StepGraph {
  readonly onnx: Uint8Array;
  readonly text: string;
}

/** An engine that hands out the graph of the first step that a program runs, before it runs it. Costs one more trace. */
export function withDump(engine: Engine, write: (graph: StepGraph) => Promise<void>): Engine {
  return {
    name: engine.name,
    async program(step: StepFunction, state: readonly tf.Variable[]) {
      const program = await engine.program(step, state);
      let dumped = false;
      return {
        async run(inputs, counter) {
          if (!dumped) {
            const { dumpGraph } = await import('@latentkit/compile');
            await write(dumpGraph(step, { state, inputs }));
            dumped = true;
          }
          return program.run(inputs, counter);
        },
        read: () => program.read(),
        dispose: () => program.dispose(),
      };
    },
  };
}
