import { streams } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import type { Decoder } from '../latentEnergy/decoder.ts';

/** A decoder z ↦ zD whose rows, the atoms, have length 1. */
export interface Dictionary extends Decoder {
  readonly exampleShape: readonly number[];
  /** 2 λ_max(DDᵀ) at most, the Lipschitz constant of the slope of ‖y − zD‖² by z. */
  lipschitz(): tf.Scalar;
}

/**
 * A dictionary of atoms: ỹ = Σᵢ zᵢ dᵢ with ‖dᵢ‖ = 1 : with atoms of any length, an L1 penalty on the code could be made small for nothing.
 *
 * @param options.exampleShape of one observation, without the batch
 * @param options.atoms how many, more than the numbers of an observation where codes are sparse
 */
export function dictionary({
  exampleShape,
  atoms,
  seed = 0,
}: {
  exampleShape: readonly number[];
  atoms: number;
  seed?: number;
}): Dictionary {
  const size = exampleShape.reduce((product, length) => product * length, 1);
  const start = fillNormal(new Float32Array(atoms * size), { seed, stream: streams.weights, step: 0 });
  const variable = tf.tidy(() => tf.variable(tf.mul(tf.tensor2d(start, [atoms, size]), 1 / Math.sqrt(size))));
  const unitAtoms = () => tf.div(variable, tf.norm(variable, 2, 1, true)) as tf.Tensor2D;
  return {
    variables: { dictionary: variable },
    exampleShape,
    latentShape: [atoms],
    decode: (z) =>
      tf.tidy(() => tf.reshape(tf.matMul(z as tf.Tensor2D, unitAtoms()), [z.shape[0] as number, ...exampleShape])),
    lipschitz: () =>
      tf.tidy(() => {
        const unit = unitAtoms();
        return tf.mul(largestEigenvalue(tf.matMul(unit, unit, false, true)), 2);
      }),
    dispose: () => variable.dispose(),
  };
}

/** How often the matrix is squared: 2⁶ = 64 is the power of its eigenvalues whose sum is taken. */
const squarings = 6;

/**
 * A bound on the largest eigenvalue of a positive semidefinite matrix, never below it and at most n^(1/64) above:
 *
 *     λ_max ≤ (Σᵢ λᵢ^p)^(1/p) = tr(G^p)^(1/p),   p = 64 by repeated squaring of G / tr G
 *
 * Power iteration comes from below, where the steps that rest on it may be too long.
 *
 * @param gram [n, n]
 */
export function largestEigenvalue(gram: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    let log = tf.scalar(0);
    let power = gram;
    for (let k = 0; k <= squarings; k++) {
      const trace = tf.sum(tf.mul(power, tf.eye(gram.shape[0])));
      // G^(2^k) = tr · power, so log tr(G^p)^(1/p) gathers log tr / 2^k.
      log = tf.add(log, tf.div(tf.log(trace), 2 ** k));
      power = tf.div(power, trace);
      if (k < squarings) power = tf.matMul(power, power);
    }
    return tf.exp(log) as tf.Scalar;
  });
}
