import { convolutional, mlp, transposedConvolutional } from '@latentkit/layers';
import type * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import type { Layer } from '../job/job.ts';

/** A part of a model: a chain of small models, one for each layer of the job, under the job's names. */
export interface Network {
  readonly pieces: readonly { readonly name: string; readonly model: LayersModel }[];
  readonly outputShape: readonly number[];
  /** [batch, …input] → [batch, …output]; in training normalisations use the batch and move their statistics. */
  apply(x: tf.Tensor, options: { training: boolean }): tf.Tensor;
}

/** The layers of a job as tfjs-layers models, weights still to be filled. */
export function network(part: string, inputShape: readonly number[], specs: readonly Layer[]): Network {
  let shape: readonly number[] = inputShape;
  const pieces = specs.map((spec, i) => {
    const model = build(spec, shape);
    shape = (model.outputs[0]?.shape ?? []).slice(1) as number[];
    return { name: `${part}/${i}`, model };
  });
  return {
    pieces,
    outputShape: shape,
    apply: (x, { training }) => pieces.reduce((value, { model }) => model.apply(value, { training }) as tf.Tensor, x),
  };
}

function build(spec: Layer, inputShape: readonly number[]): Sequential {
  switch (spec.type) {
    case 'dense':
      return mlp({ inputShape, outputShape: [spec.units], outputActivation: spec.activation });
    case 'conv':
      return convolutional({ inputShape, convolutions: [window(spec)], outputActivation: spec.activation });
    case 'convTranspose':
      return transposedConvolutional({
        inputShape,
        convolutions: [{ ...window(spec), outputPadding: spec.outputPadding }],
        outputActivation: spec.activation,
      });
    case 'batchNorm':
      return sequential({
        layers: [
          layers.inputLayer({ inputShape: [...inputShape] }),
          layers.batchNormalization({ momentum: 0.9, epsilon: 1e-5 }),
          ...(spec.activation === 'linear' ? [] : [layers.activation({ activation: spec.activation })]),
        ],
      });
    case 'reshape':
      return sequential({
        layers: [layers.inputLayer({ inputShape: [...inputShape] }), layers.reshape({ targetShape: [...spec.shape] })],
      });
  }
}

const window = ({ filters, kernel, stride, padding }: Extract<Layer, { filters: number }>) => ({
  filters,
  kernelSize: kernel,
  stride,
  padding,
});
