import type { Random } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import { sigmoidContractivePenalty, tanhContractivePenalty } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { LatentModel } from '../latentModel.ts';
import { seenBy } from '../objectives/seen.ts';
import { type DenseLayer, denseLayers } from './denseLayers.ts';

/** A model whose code moves with y; where the encoder's layers can be seen, one layer has a closed form. */
export type Contracted = LatentModel & { readonly encoder?: LayersModel };

/**
 * ‖∂h/∂y‖²_F of h = Enc(y) for any encoder, as it runs after training: how much the code moves when the observation does.
 *
 * One dense layer of sigmoids or tanh: in closed form, at the cost of the encoder itself. Any other: the rows of the Jacobian, ∂hⱼ/∂y, one
 * backward pass per latent dimension, and one more through each of them where it is differentiated by the weights. Compiled, a step of
 * 784-128-2 takes 2.4 times a plain one, of 784-128-16 ten times. `estimatedSquaredJacobianNorm` takes as many passes as you say.
 *
 * Differentiate it after `exactDerivatives()` of `@latentkit/core`, which `contractive` calls.
 *
 * @param y [batch, …exampleShape]
 * @returns [batch], in squared units of the code per squared unit of y
 * @see Canziani, lecture 08-3, contractive autoencoder; Rifai and others 2011
 * @example
 * squaredJacobianNorm(model, tf.tensor2d([[0.5, 0.1]])); // one number
 */
export function squaredJacobianNorm(model: Contracted, y: tf.Tensor): tf.Tensor1D {
  return closedForm(model, y) ?? rowByRow(model, y);
}

/**
 * An estimate of ‖∂h/∂y‖²_F whose mean is exact (Hutchinson): the mean over probes v of ‖vᵀ ∂h/∂y‖², where each number of v is 1 or −1 with
 * even chances. One backward pass per probe, however long the code; the deviation falls with 1/√probes.
 *
 * @param y [batch, …exampleShape]
 * @returns [batch]
 * @throws `OPTION` for probes that are not positive whole number
 * @see Hutchinson 1990
 * @example
 * estimatedSquaredJacobianNorm(model, tf.tensor2d([[0.5, 0.1]]), { probes: 4, random: counterRandom({ seed: 1, step: 0 }) });
 */
export function estimatedSquaredJacobianNorm(
  model: Contracted,
  y: tf.Tensor,
  { probes, random }: { probes: number; random: Random },
): tf.Tensor1D {
  checkProbes(probes);
  return tf.tidy(() => {
    const shape = [y.shape[0] as number, codeSize(model)];
    const norms = Array.from({ length: probes }, () => {
      const v = tf.sub(tf.mul(tf.cast(tf.greaterEqual(random.uniform(shape), 0.5), 'float32'), 2), 1);
      return squaredNorm(tf.grad((y) => tf.mul(v, flatCode(model, y)))(y));
    });
    return tf.div(tf.addN(norms), probes) as tf.Tensor1D;
  });
}

/** @throws `OPTION` */
export function checkProbes(probes: number): void {
  if (Number.isSafeInteger(probes) && probes > 0) return;
  throw expected({
    where: 'contractive, probes',
    expected: 'a whole number of at least 1',
    received: String(probes),
    todo: 'Leave it out for the exact contraction.',
    code: 'OPTION',
  });
}

/** Σⱼ ‖∂hⱼ/∂y‖²: examples do not see each other, so that the slope of Σ hⱼ over the batch is that of each. */
function rowByRow(model: Contracted, y: tf.Tensor): tf.Tensor1D {
  return tf.tidy(() => {
    const row = (j: number) => tf.grad((y) => tf.slice(flatCode(model, y), [0, j], [-1, 1]))(y);
    return tf.addN(Array.from({ length: codeSize(model) }, (_, j) => squaredNorm(row(j)))) as tf.Tensor1D;
  });
}

const penalties: Partial<Record<string, typeof sigmoidContractivePenalty>> = {
  sigmoid: sigmoidContractivePenalty,
  tanh: tanhContractivePenalty,
};

function closedForm(model: Contracted, y: tf.Tensor): tf.Tensor1D | undefined {
  const [layer, ...more] = (model.encoder && denseLayers(model.encoder)) ?? [];
  const penalty = penalties[layer?.activation ?? ''];
  // A layer that gives more than the code, such as a variance too, is not h.
  if (!layer || more.length > 0 || !penalty || layer.kernel.shape[1] !== codeSize(model)) return undefined;
  return tf.tidy(() =>
    penalty({ y: tf.reshape(seenBy(model, y), [y.shape[0] as number, -1]), kernel: layer.kernel, bias: biasOf(layer) }),
  );
}

const biasOf = ({ bias, kernel }: DenseLayer) => bias ?? tf.zeros([kernel.shape[1] as number]);

const codeSize = ({ latentShape }: LatentModel) =>
  latentShape.reduce<number>((size, axis) => size * (axis as number), 1);

/** [batch, …] → [batch, code] */
const flatCode = (model: Contracted, y: tf.Tensor) =>
  tf.reshape(model.encode(y), [y.shape[0] as number, codeSize(model)]);

/** [batch, …] → [batch] */
const squaredNorm = (slope: tf.Tensor) =>
  tf.sum(tf.square(tf.reshape(slope, [slope.shape[0] as number, -1])), 1) as tf.Tensor1D;
