import { layers, type Sequential } from '@tensorflow/tfjs-layers';
import { type Activation, checkActivation } from './activation.ts';
import { assemble, type BuilderOptions, zeros } from './assemble.ts';
import { checkShape, checkSizes, sizeOf } from './sizes.ts';

export interface MlpOptions extends BuilderOptions {
  /** One example without the batch: [features], or an image [height, width, channels], which is flattened. */
  readonly inputShape: readonly number[];
  /** Widths of the layers between input and output; none makes an affine map. */
  readonly hidden?: readonly number[];
  /** One output without the batch; more than one axis is reshaped from the last layer. */
  readonly outputShape: readonly number[];
  /** Activation after each hidden layer. */
  readonly activation?: Activation;
  /** Activation after the last layer. */
  readonly outputActivation?: Activation;
}

/**
 * A multilayer perceptron: [batch, …inputShape] → [batch, …outputShape].
 *
 * @throws `OPTION` for a width that is not a positive whole number or an unknown activation
 * @example
 * const encoder = mlp({ inputShape: [28, 28, 1], hidden: [128, 64, 12], outputShape: [2], seed: 1 });
 * const decoder = mlp({ inputShape: [2], hidden: [12, 64, 128], outputShape: [28, 28, 1], outputActivation: 'sigmoid', seed: 2 });
 */
export function mlp({
  inputShape,
  hidden = [],
  outputShape,
  activation = 'relu',
  outputActivation = 'linear',
  ...options
}: MlpOptions): Sequential {
  checkShape('mlp, inputShape', inputShape);
  checkSizes('mlp, hidden', hidden);
  checkShape('mlp, outputShape', outputShape);
  checkActivation('mlp, activation', activation);
  checkActivation('mlp, outputActivation', outputActivation);
  const widths = [...hidden, sizeOf(outputShape)];
  const dense = widths.map((units, i) =>
    layers.dense({
      units,
      activation: i < hidden.length ? activation : outputActivation,
      name: `dense_${i}`,
      ...zeros,
    }),
  );
  return assemble(
    [
      layers.inputLayer({ inputShape: [...inputShape], name: 'input' }),
      ...(inputShape.length === 1 ? [] : [layers.flatten({ name: 'flatten' })]),
      ...dense,
      ...(outputShape.length === 1 ? [] : [layers.reshape({ targetShape: [...outputShape], name: 'reshape' })]),
    ],
    options,
  );
}
