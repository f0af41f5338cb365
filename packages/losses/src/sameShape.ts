import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Refuse anything but float32 tensors of one shape [batch, …]: broadcasting [8,784] against [8,1] would give a number, and a wrong one.
 *
 * @param where the function that refuses
 * @param tensors what its caller gave, by argument name
 */
export function sameShape(where: string, tensors: Readonly<Record<string, tf.Tensor>>): void {
  for (const [name, tensor] of Object.entries(tensors)) float32(where, name, tensor);
  const names = Object.keys(tensors);
  const shapes = Object.values(tensors).map(({ shape }) => `[${shape}]`);
  if (shapes.some((shape) => shape !== shapes[0])) {
    throw expected({
      where,
      expected: `${list(names)} of one shape [batch, …]`,
      received: list(names.map((name, i) => `${name} ${shapes[i]}`)),
      todo: 'Reshape one of them; nothing is broadcast.',
      code: 'SHAPE',
    });
  }
  if (shapes[0] === '[]') {
    throw expected({
      where,
      expected: `${list(names)} of shape [batch, …]`,
      received: 'shape []',
      todo: 'Put the examples along the first axis.',
      code: 'SHAPE',
    });
  }
}

/** Refuse what is not a float32 tensor. */
export function float32(where: string, name: string, tensor: tf.Tensor): void {
  if (!(tensor instanceof tf.Tensor)) {
    throw expected({
      where,
      expected: `${name} to be a tensor`,
      received: Array.isArray(tensor) ? 'an array' : String(tensor),
      todo: `Convert it with tf.tensor(${name}).`,
      code: 'TYPE',
    });
  }
  if (tensor.dtype !== 'float32') {
    throw expected({
      where,
      expected: `${name} of dtype float32`,
      received: tensor.dtype,
      todo: `Convert it with tf.cast(${name}, 'float32').`,
      code: 'DTYPE',
    });
  }
}

/** `a`, `a and b`, `a, b and c` */
function list(items: readonly string[]): string {
  return [items.slice(0, -1).join(', '), items.at(-1)].filter(Boolean).join(' and ');
}
