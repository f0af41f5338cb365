import type { NamedTensors } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { expect } from 'vitest';
import { compile } from '../node.ts';
import { noteKernels } from './noteKernels.ts';

export type Calculation = (inputs: Readonly<Record<string, tf.Variable>>) => NamedTensors;

/** Deterministic numbers in [low, high) without any two equal, so that no maximum is tied. */
export function numbers(shape: readonly number[], { seed = 1, low = -2, high = 2 } = {}): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  const step = (high - low) / size;
  // Multiplying by a number coprime to the size visits every place once.
  const stride = [7919, 7907, 7901].find((prime) => size % prime !== 0) as number;
  const values = Float32Array.from({ length: size }, (_, i) => low + step * (((i + seed) * stride) % size) + step / 3);
  return tf.tensor(values, [...shape]);
}

export function whole(shape: readonly number[], below: number, seed = 1): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Int32Array.from({ length: size }, (_, i) => ((i + seed) * 7919) % below),
    [...shape],
    'int32',
  );
}

/** Runs a calculation eagerly and compiled, and compares every result: shapes, types' values, and numbers to a relative 1e-5. */
export async function expectAgreement(
  given: NamedTensors,
  calculate: Calculation,
  { relative = 2e-5, absolute = 2e-6 } = {},
): Promise<void> {
  const variables = Object.fromEntries(
    Object.entries(given).map(([name, tensor]) => [name, tf.variable(tensor, false)] as const),
  );
  await noteKernels(() => calculate(variables) as tf.TensorContainer);
  const eager = tf.tidy(() => calculate(variables));
  const program = compile(() => calculate(variables), { state: Object.values(variables), threads: 1 });
  const compiled = await program.run({}, { seed: 0, step: 0 });
  program.dispose();
  for (const [name, tensor] of Object.entries(eager)) {
    const result = compiled[name];
    expect(result?.shape, `${name}: shape`).toEqual(tensor.shape);
    const expected = tensor.dataSync();
    const received = result?.values ?? [];
    for (let i = 0; i < expected.length; i++) {
      const [a, b] = [Number(expected[i]), Number(received[i])];
      const close = Object.is(a, b) || Math.abs(a - b) <= absolute + relative * Math.abs(a) || (a === b && a === 0);
      if (!close) expect.fail(`${name}[${i}] of [${tensor.shape}]: eager ${a}, compiled ${b}`);
    }
  }
  tf.dispose([eager as tf.TensorContainer, given as tf.TensorContainer, variables as unknown as tf.TensorContainer]);
}

/** A calculation and its gradient by every input, from a weighted sum of the result. */
export function withGradients(f: (...inputs: tf.Tensor[]) => tf.Tensor): Calculation {
  return (inputs) => {
    const list = Object.values(inputs).map((variable) => tf.clone(variable as tf.Tensor));
    const value = f(...list);
    const gradients = tf.grads((...x: tf.Tensor[]) => {
      const y = f(...x);
      return tf.sum(tf.mul(y, tf.cos(tf.reshape(tf.range(0, y.size), y.shape))));
    })(list);
    const named = Object.keys(inputs).map((name, i) => [`d${name}`, gradients[i] as tf.Tensor]);
    return { value, ...Object.fromEntries(named) };
  };
}
