import { type Model, type NamedTensors, streams, trainable } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';

/** Σ aᵢbᵢ over all variables. */
export function dot(a: NamedTensors, b: NamedTensors): number {
  return Object.keys(a).reduce((sum, name) => {
    const products = tf.sum(tf.mul(a[name] as tf.Tensor, b[name] as tf.Tensor));
    return sum + (products.dataSync()[0] as number);
  }, 0);
}

/** d / ‖d‖ */
export function unit(direction: NamedTensors): NamedTensors {
  const length = Math.sqrt(dot(direction, direction));
  return map(direction, (tensor) => tf.div(tensor, length));
}

/** A direction in these variables alone. */
export function kept(direction: NamedTensors, names: readonly string[]): NamedTensors {
  return map(direction, (tensor, name) => (names.includes(name) ? tensor : tf.zerosLike(tensor)));
}

/** Normal numbers in the shape of a direction; another one for each step. */
export function noise(like: NamedTensors, step: number): NamedTensors {
  const names = Object.keys(like);
  return map(like, ({ size, shape }, name) => {
    const draw = { seed: 11, stream: streams.callers + names.indexOf(name), step };
    return tf.tensor(fillNormal(new Float32Array(size), draw), shape);
  });
}

/** θ ← θ + h·d */
export function move(model: Model, direction: NamedTensors, h: number): void {
  for (const [name, variable] of Object.entries(trainable(model))) {
    variable.assign(tf.add(variable, tf.mul(direction[name] as tf.Tensor, h)));
  }
}

/** (L(θ + hd) − L(θ − hd)) / 2h, and θ as it was. */
export function centralDifference(model: Model, direction: NamedTensors, loss: () => number, h: number): number {
  const start = map(trainable(model), (variable) => tf.clone(variable));
  move(model, direction, h);
  const above = loss();
  move(model, direction, -2 * h);
  const below = loss();
  for (const [name, variable] of Object.entries(trainable(model))) variable.assign(start[name] as tf.Tensor);
  return (above - below) / (2 * h);
}

function map(tensors: NamedTensors, change: (tensor: tf.Tensor, name: string) => tf.Tensor): NamedTensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor, name)]));
}
