import type { Counter, Input, Program, StepFunction } from '@latentkit/core';
import { expected, isLatentKitError } from '@latentkit/errors';
import type * as tf from '@tensorflow/tfjs-core';
import { changesState, learningGraph, stillGraph } from './passes/stepGraph.ts';
import { arena } from './run/arena.ts';
import { type Executable, executable, type Machine, type OptimisedStep } from './run/executable.ts';
import { inTurn } from './run/inTurn.ts';
import { programState } from './run/programState.ts';
import { fits, type Signature, signatureOf } from './trace/signature.ts';
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
  const ready: { readonly signature: Signature; readonly compiled: Promise<Executable> }[] = [];
  const forget = () => {
    for (const { compiled } of ready.splice(0)) {
      void compiled.then(
        (one) => one.dispose(),
        () => {},
      );
    }
  };
  let learns = false;
  /** Whether the variables of a step that only reads them may be constants: until one of them changes. */
  let fixed = true;
  let turned: readonly number[] | undefined;
  const optimised = ({ graph: traced, draws }: Traced, signature: Signature): OptimisedStep => {
    if (!learns && changesState(traced)) {
      learns = true;
      // What was compiled for other inputs took the state for constant.
      forget();
    }
    if (!learns)
      return { graph: stillGraph(traced, machine.costs).graph, draws, constants: fixed ? held.constants() : new Map() };
    // The first signature decides for all, and once: they share the state.
    const made = learningGraph(traced, { step, state, signature, costs: machine.costs }, turned);
    turned ??= held.turn(made.turned);
    return { graph: made.graph, draws, constants: new Map() };
  };
  const build = async (signature: Signature) => {
    const traced = trace(step, state, signature);
    try {
      return await executable(machine, optimised(traced, signature), memory, held.slots);
    } catch (cause) {
      if (isLatentKitError(cause)) throw cause;
      throw expected({
        where: 'compiled step',
        expected: 'a graph that ONNX Runtime loads',
        received: cause instanceof Error ? cause.message : String(cause),
        todo: 'Use the eager engine, and report the step.',
        code: 'TRACE_GRAPH',
        cause,
      });
    }
  };
  const compiledFor = (inputs: Readonly<Record<string, Input>>) => {
    const signature = signatureOf(inputs);
    const compiled = build(signature);
    ready.push({ signature, compiled });
    return compiled;
  };
  return {
    run: (inputs, counter: Counter) =>
      inTurn(async () => {
        if (held.load() && ready.length > 0 && !learns && fixed) {
          fixed = false;
          forget();
        }
        const known = ready.find(({ signature }) => fits(signature, inputs));
        const compiled = await (known?.compiled ?? compiledFor(inputs));
        // A trace puts variables back as clones, which wasm copies: without this they would count as assigned while the step ran.
        if (known === undefined) held.load();
        const outputs = await compiled.run(inputs, counter);
        held.changed(compiled.changes);
        return outputs;
      }),
    read: () => inTurn(() => {}),
    dispose() {
      forget();
      void inTurn(held.release);
    },
  };
}
