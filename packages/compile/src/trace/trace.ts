import { exactDerivatives, type StepFunction } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { input, type Value } from '../graph/graph.ts';
import { graphName } from '../graph/names.ts';
import { binary, cast, dequantize, gather, scalar } from '../graph/ops.ts';
import { backendName, traceBackend } from './backend.ts';
import { callSite } from './callSite.ts';
import { compareTraces } from './compareTraces.ts';
import { type Draw, drawRecorder } from './draws.ts';
import type { InputSpec, Signature } from './signature.ts';
import type { Traced } from './traced.ts';

/** Traces a step twice: what differs between the two depends on something that a compiled step would not see again. */
export function trace(step: StepFunction, state: readonly tf.Variable[], signature: Signature): Traced {
  // A step is the same however its engine was made: eager() has them too. Without tfjs's gradient functions there is none to mend.
  if (tf.getGradient(tf.Add)) exactDerivatives();
  const first = traceOnce(step, state, signature);
  compareTraces(first, traceOnce(step, state, signature));
  return first;
}

/** The inputs of the graph for one input of the step, and the value that the step sees. */
function inputValues(name: string, spec: InputSpec): { inputs: Value[]; value: Value } {
  if (spec.kind === 'number') {
    const value = input(graphName('number', name), 'float32', []);
    return { inputs: [value], value };
  }
  if (spec.kind === 'array') {
    const value = input(graphName('array', name), 'float32', spec.shape);
    return { inputs: [value], value };
  }
  const table = input(graphName('table', name), spec.dtype, spec.table);
  const rows = input(graphName('rows', name), 'int32', [spec.rows]);
  const gathered = gather(table, rows);
  const value = spec.dtype === 'uint8' ? dequantize(gathered, spec.scale) : scaled(gathered, spec.scale);
  return { inputs: [table, rows], value };
}

const scaled = (x: Value, scale: number) =>
  scale === 1 ? cast(x, 'float32') : binary('Mul', cast(x, 'float32'), scalar(scale));

function traceOnce(step: StepFunction, state: readonly tf.Variable[], signature: Signature): Traced {
  const home = tf.getBackend();
  const backend = traceBackend();
  const held = new Set([...state, ...Object.values(tf.engine().registeredVariables)]);
  const saved = new Map([...held].map((variable) => [variable, tf.keep(tf.clone(variable as tf.Tensor))]));
  const others = new Map([...held].filter((variable) => !state.includes(variable)).map((v) => [v.dataId, v.name]));
  const inputs: Value[] = [];
  const outputs: Record<string, Value> = {};
  let draws: readonly Draw[] = [];
  const body = () => {
    const given = Object.entries(signature).map(([name, spec]) => {
      const made = inputValues(name, spec);
      inputs.push(...made.inputs);
      return [name, backend.tensor(made.value)];
    });
    const symbols = state.map((variable, i) => {
      const symbol = input(graphName('state', i), variable.dtype as 'float32', variable.shape);
      inputs.push(symbol);
      variable.assign(backend.tensor(symbol));
      return symbol;
    });
    const recorder = drawRecorder((value) => backend.tensor(value));
    const results = step(Object.fromEntries(given), recorder.random);
    draws = recorder.draws;
    for (const { shape, stream } of draws) inputs.push(input(graphName('draw', stream), 'float32', shape));
    for (const [name, tensor] of Object.entries(results)) outputs[graphName('out', name)] = backend.value(tensor);
    state.forEach((variable, i) => {
      const next = backend.value(variable);
      if (next !== symbols[i]) outputs[graphName('next', i)] = next;
    });
    for (const variable of held) {
      if (others.has(variable.dataId) || state.includes(variable)) continue;
      throw undeclared('an assignment to', variable.name);
    }
  };
  try {
    tf.setBackend(backendName);
    const constants = backend.record(
      () => tf.tidy(body),
      (dataId) => {
        const name = others.get(dataId);
        if (name !== undefined) throw undeclared('a use of', name);
      },
    );
    return { graph: { inputs, outputs }, draws, constants };
  } catch (error) {
    throw translate(error);
  } finally {
    tf.setBackend(home);
    for (const [variable, tensor] of saved) {
      if (variable.dataId !== tensor.dataId) variable.assign(tensor);
      tensor.dispose();
    }
  }
}

function undeclared(what: string, name: string): Error {
  return expected({
    where: `traced step, ${callSite()}`,
    expected: 'every variable that the step uses in its state',
    received: `${what} ${name}`,
    todo: 'Add the variable to the state.',
    code: 'TRACE_STATE',
  });
}

/** tfjs's own complaint about a kernel that nobody listed, in our words. */
function translate(error: unknown): unknown {
  const kernel = /Kernel '([^']+)' not registered/.exec(error instanceof Error ? error.message : '')?.[1];
  if (kernel === undefined) return error;
  return expected({
    where: `traced step, ${callSite((error as Error).stack)}`,
    expected: 'kernels of tfjs-core',
    received: kernel,
    todo: 'Replace it with other tfjs operations, or use the eager engine.',
    code: 'TRACE_KERNEL',
    cause: error,
  });
}
