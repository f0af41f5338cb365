import * as tf from '@tensorflow/tfjs-core';

/** p(z) = N(0, I₂), p(y|z) = N(zW + b, σ²I₃): whatever is asked of it has a closed form, here in float64. */
export function gaussianPair() {
  const sigma = 0.5;
  const W = [
    [1, -0.5, 0.25],
    [0.5, 2, -1],
  ];
  const b = [0.1, -0.2, 0.3];
  const y = [
    [1, 0.5, -0.5],
    [-1, 2, 0],
    [0.3, -0.7, 1.1],
    [0, 0, 0],
  ];
  const dot = (u: readonly number[], v: readonly number[]) => u.reduce((sum, x, i) => sum + x * (v[i] as number), 0);
  const [w1, w2] = W as [number[], number[]];
  // M = WWᵀ + σ²I, and its inverse
  const [m11, m12, m22] = [dot(w1, w1) + sigma ** 2, dot(w1, w2), dot(w2, w2) + sigma ** 2];
  const determinant = m11 * m22 - m12 ** 2;
  const solve = ([u, v]: readonly [number, number]): [number, number] => [
    (m22 * u - m12 * v) / determinant,
    (m11 * v - m12 * u) / determinant,
  ];
  const centred = y.map((row) => row.map((value, i) => value - (b[i] as number)));
  /** m = M⁻¹ W (y − b). */
  const posteriorMean = centred.map((row) => solve([dot(w1, row), dot(w2, row)]));
  /** σ² M⁻¹, the same for every y. */
  const posteriorCovariance = [solve([sigma ** 2, 0]), solve([0, sigma ** 2])] as const;
  /** y ~ N(b, WᵀW + σ²I): the distance is (‖y − b‖² − (y − b)ᵀWᵀm)/σ² and |WᵀW + σ²I| = σ²|M|. */
  const logEvidence = centred.map((row, i) => {
    const [u, v] = posteriorMean[i] as [number, number];
    const distance = (dot(row, row) - (u * dot(w1, row) + v * dot(w2, row))) / sigma ** 2;
    return -0.5 * (distance + 3 * Math.log(2 * Math.PI) + Math.log(sigma ** 2 * determinant));
  });
  const decode = (z: tf.Tensor) => tf.add(tf.matMul(z as tf.Tensor2D, tf.tensor2d(W)), tf.tensor1d(b));
  /** −log p(y|z) in nats, [batch]. */
  const cost = (y: tf.Tensor, z: tf.Tensor) =>
    tf.add(
      tf.mul(tf.sum(tf.squaredDifference(y, decode(z)), 1), 0.5 / sigma ** 2),
      1.5 * Math.log(2 * Math.PI * sigma ** 2),
    ) as tf.Tensor1D;
  return { y: tf.tensor2d(y), decode, cost, posteriorMean, posteriorCovariance, logEvidence };
}
