import { expected } from '@latentkit/errors';
import type { Activation } from '@latentkit/layers';
import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, layers } from '@tensorflow/tfjs-layers';
import type { LatentModel } from '../latentModel.ts';
import { latentModelOf } from '../latentModelOf.ts';
import { endsOf, fit, type Mode, run, withBatch } from '../network.ts';
import { variablesOf } from '../variablesOf.ts';
import { type DenseLayer, denseLayers } from './denseLayers.ts';

/** An encoder z = Enc(y), and a decoder that is made of the same kernels, transposed. */
export interface TiedAutoencoder extends LatentModel {
  readonly encoder: LayersModel;
  /** At the end of the decoder. */
  readonly outputActivation: Activation;
}

/**
 * An autoencoder with tied weights. Where the encoder's layers are xₗ₊₁ = fₗ(xₗ Wₗ + bₗ), the decoder goes back by xₗ ← fₗ₋₁(xₗ₊₁ Wₗᵀ + cₗ),
 * with biases cₗ of its own that start at 0 and the output's activation in place of f₋₁. Each W is one variable, stored once, learned by
 * both. It owns the encoder from here on.
 *
 * Half the weights; and a code cannot shrink while the decoder grows, which makes a penalty on codes mean something.
 *
 * @param options.encoder dense layers, with a flatten before them for images: [batch, …example] → [batch, latent]
 * @param options.outputActivation `sigmoid` by default
 * @throws `MODEL` for an encoder with other layers
 * @see Vincent and others 2008; Rifai and others 2011
 * @example
 * const model = tiedAutoencoder({
 *   encoder: mlp({ inputShape: [28, 28, 1], outputShape: [1000], outputActivation: 'sigmoid', seed: 1 }),
 * });
 */
export function tiedAutoencoder({
  encoder,
  outputActivation = 'sigmoid',
}: {
  encoder: LayersModel;
  outputActivation?: Activation;
}): TiedAutoencoder {
  const { input, output } = endsOf('tiedAutoencoder, encoder', encoder);
  const dense = requireDense(encoder);
  const back = dense.map(({ kernel }, l) => {
    const activation = l === 0 ? outputActivation : (dense[l - 1] as DenseLayer).activation;
    return { kernel, bias: zeroBias(kernel), activate: layers.activation({ activation }) };
  });
  back.reverse();
  const biases = back.map(({ bias }, place) => [`decoder/${place}/bias`, bias] as const);
  const encode = (y: tf.Tensor, mode?: Mode) => run('tiedAutoencoder.encode', encoder, input, y, mode);
  const decode = (z: tf.Tensor): tf.Tensor =>
    tf.tidy(() => {
      if (!fit(z.shape.slice(1), output)) throw notACode(z, withBatch(output));
      // x ← f(x Wᵀ + c)
      const undo = (x: tf.Tensor, { kernel, bias, activate }: (typeof back)[number]) =>
        activate.apply(tf.add(tf.matMul(x, kernel, false, true), bias)) as tf.Tensor;
      return tf.reshape(back.reduce(undo, z), [z.shape[0] as number, ...(input as number[])]);
    });
  const maps = {
    encoder,
    outputActivation,
    variables: { ...variablesOf({ encoder }), ...Object.fromEntries(biases) },
    exampleShape: input,
    latentShape: output,
    encode,
    decode,
  };
  return latentModelOf(maps, [encoder, ...back.map(({ bias }) => bias)]);
}

function zeroBias(kernel: tf.Tensor): tf.Variable {
  return tf.tidy(() => tf.variable(tf.zeros([kernel.shape[0] as number])));
}

function requireDense(encoder: LayersModel): DenseLayer[] {
  const dense = denseLayers(encoder);
  if (dense) return dense;
  throw expected({
    where: 'tiedAutoencoder, encoder',
    expected: 'dense layers, after a flatten where the input has more than one axis',
    received: encoder.layers.map((layer) => layer.getClassName()).join(', '),
    todo: 'Make one with mlp, or use autoencoder with a decoder of its own.',
    code: 'MODEL',
  });
}

function notACode({ shape }: tf.Tensor, wanted: string) {
  return expected({
    where: 'tiedAutoencoder.decode',
    expected: `shape ${wanted}`,
    received: `[${shape}]`,
    todo: 'Give a batch of codes as encode gives them.',
    code: 'SHAPE',
  });
}
