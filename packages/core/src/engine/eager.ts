import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { HostArray } from '../data/hostArray.ts';
import { gather, type Rows } from '../data/table.ts';
import { exactDerivatives } from '../derivatives/exactDerivatives.ts';
import { supplyKernels } from '../kernels/supplyKernels.ts';
import { counterRandom } from '../random/counterRandom.ts';
import type { Engine, Input, Program, StepFunction } from './engine.ts';

/**
 * The engine that runs a step op by op on a tfjs backend whose package has been imported. It supplies the kernels that the backend lacks and
 * makes second derivatives exact, both for the whole process.
 *
 * @param options.name what is logged, e.g. `wasm`; the backend's name when left out
 * @param options.backend the name under which tfjs knows it; the one in use when left out, or the one that tfjs would take
 * @throws BACKEND where no backend, or not that one, has been imported
 * @example
 * eager().name; // 'cpu'
 */
export function eager({ name, backend = backendInUse() }: { name?: string; backend?: string } = {}): Engine {
  mend(backend);
  return {
    name: name ?? backend,
    async program(step) {
      // Gradient functions may have been registered since.
      mend(backend);
      return eagerProgram(step, backend);
    },
  };
}

function mend(backend: string): void {
  supplyKernels(backend);
  // Without gradient functions nothing can differentiate, and an encoder alone need not.
  if (tf.getGradient(tf.Add)) exactDerivatives();
}

/** As tfjs chooses at its first tensor: the highest priority, of equals the first registered. */
function backendInUse(): string {
  const registered = Object.entries(tf.engine().registryFactory);
  const [best] = registered.sort(([, a], [, b]) => b.priority - a.priority);
  // Undefined before the first tensor, whatever its type says.
  const name = (tf.getBackend() as string | undefined) ?? best?.[0];
  if (name !== undefined) return name;
  throw expected({
    where: 'eager',
    expected: 'a backend of tfjs',
    received: 'none',
    todo: 'Import one before, e.g. @tensorflow/tfjs-backend-wasm, or name an engine of yours.',
    code: 'BACKEND',
  });
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
  if (typeof input === 'number') return tf.scalar(input);
  // A backend may keep the array that it is given.
  return 'table' in input ? rowsToTensor(input) : tf.tensor(input.values.slice(), input.shape.slice(), 'float32');
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
