import type { Counter, Program, StepFunction } from '@latentkit/core';
import type * as tf from '@tensorflow/tfjs-core';
import { bySignature } from './bySignature.ts';
import { changesState, learningGraph, stillGraph } from './passes/stepGraph.ts';
import { arena } from './run/arena.ts';
import { executable } from './run/executable.ts';
import { inTurn } from './run/inTurn.ts';
import type { Machine, OptimisedStep } from './run/machine.ts';
import { programState } from './run/programState.ts';
import { bringAll } from './run/truth.ts';
import type { Signature } from './trace/signature.ts';
import { trace } from './trace/trace.ts';
import type { Traced } from './trace/traced.ts';

/** What a step is compiled with. */
export interface CompileOptions {
  /** Every variable that the step reads or changes. */
  readonly state: readonly tf.Variable[];
}

/**
 * A step as a program: traced at its first run, and again only for inputs of another signature (names, kinds, shapes).
 * The state of a variable is one, whoever changes it: what the host assigns is what the next run begins with, programs on one variable
 * see each other, and what the host reads is current.
 */
export function compileWith(machine: Machine, step: StepFunction, { state }: CompileOptions): Program {
  const memory = arena({ shared: machine.runtime.shares });
  const held = programState(memory, state);
  let learns = false;
  /** Whether the variables of a step that only reads them may be constants: until one of them changes. */
  let fixed = true;
  let turned: readonly number[] | undefined;
  const optimised = ({ graph: traced, draws }: Traced, signature: Signature): OptimisedStep => {
    if (!learns && changesState(traced)) {
      learns = true;
      // What was compiled for other inputs took the state for constant.
      ready.forget();
    }
    if (!learns)
      return { graph: stillGraph(traced, machine.costs).graph, draws, constants: fixed ? held.constants() : new Map() };
    // The first signature decides for all, and once: they share the state.
    const made = learningGraph(traced, { step, state, signature, costs: machine.costs }, turned);
    turned ??= held.turn(made.turned);
    return { graph: made.graph, draws, constants: new Map() };
  };
  const ready = bySignature(async (signature) =>
    executable(machine, optimised(trace(step, state, signature), signature), memory, held.slots),
  );
  return {
    run: (inputs, counter: Counter) =>
      inTurn(async () => {
        if ((await held.load()) && !ready.isEmpty() && !learns && fixed) {
          fixed = false;
          ready.forget();
        }
        const known = ready.known(inputs);
        if (!known) await bringAll();
        const compiled = await (known ?? ready.add(inputs));
        // A trace puts variables back as clones, which wasm copies: without this they would count as assigned while the step ran.
        if (known === undefined) await held.load();
        const outputs = await compiled.run(inputs, counter);
        held.changed(compiled.changes);
        return outputs;
      }),
    read: () => inTurn(() => {}),
    dispose() {
      ready.forget();
      void inTurn(held.release);
    },
  };
}
