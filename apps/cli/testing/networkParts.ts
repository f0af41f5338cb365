// What the networks of the tests are made of.
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel, Sequential, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { initializers, input, type layers as kinds, layers, model, sequential } from '@tensorflow/tfjs-layers';
import { nextSeed } from './seeds.ts';

export const kernelInitializer = () => initializers.glorotUniform({ seed: nextSeed() });
export const dense = (units: number, more: object = {}) =>
  layers.dense({ units, kernelInitializer: kernelInitializer(), ...more });
export const conv = (filters: number, kernelSize: number, more: object = {}) =>
  layers.conv2d({ filters, kernelSize, padding: 'same', kernelInitializer: kernelInitializer(), ...more });
export const recurrent = () => ({
  kernelInitializer: kernelInitializer(),
  recurrentInitializer: initializers.glorotUniform({ seed: nextSeed() }),
});
export const apply = (x: SymbolicTensor, ...stack: kinds.Layer[]) =>
  stack.reduce((at, layer) => layer.apply(at) as SymbolicTensor, x);
export const functional = (shape: number[], body: (x: SymbolicTensor) => SymbolicTensor): LayersModel => {
  const x = input({ shape });
  return model({ inputs: x, outputs: body(x) });
};
export const stack = (...list: kinds.Layer[]): Sequential => sequential({ layers: list });
export const image = [8, 8, 2];
export const sequence = [6, 3];
/** From a code of four numbers back to a shape. */
export const back = (shape: readonly number[]) =>
  stack(
    dense(
      shape.reduce((a, b) => a * b, 1),
      { inputShape: [4] },
    ),
    layers.reshape({ targetShape: [...shape] }),
  );

type Pair = { encoder: LayersModel; decoder: LayersModel };
export type Network = { shape: readonly number[]; make: () => Pair | Promise<Pair> };
export const ofImages = (body: (x: SymbolicTensor) => SymbolicTensor): Network => ({
  shape: image,
  make: () => ({ encoder: functional(image, (x) => apply(body(x), layers.flatten(), dense(4))), decoder: back(image) }),
});
export const ofSequences = (body: (x: SymbolicTensor) => SymbolicTensor): Network => ({
  shape: sequence,
  make: () => ({ encoder: functional(sequence, (x) => apply(body(x), dense(4))), decoder: back(sequence) }),
});

/** tanh(x) · scale, scale learned: a layer that tfjs does not know. */
export class Scaled extends layers.Layer {
  static className = 'Scaled';
  private scale?: ReturnType<kinds.Layer['addWeight']>;
  override build(shape: number[]) {
    this.scale = this.addWeight('scale', [shape.at(-1) as number], 'float32', initializers.ones());
    this.built = true;
  }
  override computeOutputShape(shape: number[]) {
    return shape;
  }
  override call(inputs: tf.Tensor | tf.Tensor[]) {
    const x = Array.isArray(inputs) ? (inputs[0] as tf.Tensor) : inputs;
    return tf.tidy(() => tf.mul(tf.tanh(x), (this.scale as { read(): tf.Tensor }).read()));
  }
  override getClassName() {
    return Scaled.className;
  }
}
tf.serialization.registerClass(Scaled);
