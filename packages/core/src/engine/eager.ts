import * as tf from '@tensorflow/tfjs-core';
import { gather, type Rows } from '../data/table.ts';
import { counterRandom } from '../random/counterRandom.ts';
import type { Engine, HostArray, Input, Program, StepFunction } from './engine.ts';

/**
 * The engine that runs a step op by op on a tfjs backend that is already registered.
 *
 * @param options.name what is logged, e.g. `wasm`
 * @param options.backend the name under which tfjs knows it; the backend in use when left out
 */
export function eager({ name, backend }: { name?: string; backend?: string } = {}): Engine {
  const chosen = backend ?? tf.getBackend();
  return { name: name ?? chosen, program: async (step) => eagerProgram(step, chosen) };
}

function eagerProgram(step: StepFunction, backend: string): Program {
  return {
    async run(inputs, counter) {
      if (tf.getBackend() !== backend) await tf.setBackend(backend);
      const outputs = tf.tidy(() => step(mapValues(inputs, toTensor), counterRandom(counter)));
      const arrays = await Promise.all(Object.values(outputs).map(toHost));
      tf.dispose(outputs);
      return Object.fromEntries(Object.keys(outputs).map((name, i) => [name, arrays[i] as HostArray]));
    },
    async read() {},
    dispose() {},
  };
}

function toTensor(input: Input): tf.Tensor {
  return typeof input === 'number' ? tf.scalar(input) : rowsToTensor(input);
}

/** @returns [rows, …shape of one row], float32 */
function rowsToTensor(input: Rows): tf.Tensor {
  return tf.tensor(gather(input), [input.rows.length, ...input.table.shape.slice(1)], 'float32');
}

async function toHost(tensor: tf.Tensor): Promise<HostArray> {
  const values = (await tensor.data()) as HostArray['values'];
  return { values, shape: tensor.shape.slice() };
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
