import { mlp } from '@latentkit/layers';
import * as tf from '@tensorflow/tfjs-core';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { gaussian, type VariationalAutoencoder, variationalAutoencoder } from '../src/index.ts';

export interface LinearGaussian {
  /** W, d × k, with columns at right angles, so that the posterior has no correlations. */
  readonly loadings: Matrix;
  /** m, of d numbers. */
  readonly mean: readonly number[];
  /** σ² */
  readonly variance: number;
}

/**
 * p(z) = N(0, I), p(y|z) = N(W z + m, σ²) with its exact posterior as the encoder: independent zⱼ of mean wⱼᵀ(y − m)/(‖wⱼ‖² + σ²) and
 * variance σ²/(‖wⱼ‖² + σ²).
 */
export function exactVariationalAutoencoder({ loadings, mean, variance }: LinearGaussian): VariationalAutoencoder {
  const [d, k] = [loadings.rows, loadings.columns];
  const model = variationalAutoencoder({
    encoder: mlp({ inputShape: [d], hidden: [], outputShape: [2 * k] }),
    decoder: mlp({ inputShape: [k], hidden: [], outputShape: [d] }),
    likelihood: gaussian({ standardDeviation: Math.sqrt(variance) }),
  });
  const scales = loadings
    .transpose()
    .to2DArray()
    .map((column) => column.reduce((sum, w) => sum + w * w, variance));
  const guess = Matrix.mul(loadings, 1).divRowVector(scales); // d × k
  const offset = Matrix.rowVector([...mean])
    .mmul(guess)
    .mul(-1);
  assign(
    model,
    'encoder/0/kernel',
    guess.to2DArray().flatMap((row) => [...row, ...scales.map(() => 0)]),
  );
  assign(model, 'encoder/0/bias', [...offset.to1DArray(), ...scales.map((scale) => Math.log(variance / scale))]);
  assign(model, 'decoder/0/kernel', loadings.transpose().to1DArray());
  assign(model, 'decoder/0/bias', mean);
  return model;
}

/** log N(y; m, W Wᵀ + σ² I) of each row of y, in float64. */
export function logLikelihood(y: Matrix, { loadings, mean, variance }: LinearGaussian): number[] {
  const d = loadings.rows;
  const covariance = loadings.mmul(loadings.transpose()).add(Matrix.eye(d).mul(variance));
  const { realEigenvalues: values, eigenvectorMatrix: vectors } = new EigenvalueDecomposition(covariance, {
    assumeSymmetric: true,
  });
  const turned = y
    .clone()
    .subRowVector([...mean])
    .mmul(vectors);
  const constant = values.reduce((sum, value) => sum + Math.log(2 * Math.PI * value), 0);
  return turned
    .to2DArray()
    .map((row) => -0.5 * row.reduce((sum, x, i) => sum + x ** 2 / (values[i] as number), constant));
}

function assign(model: VariationalAutoencoder, name: string, values: readonly number[]): void {
  const variable = model.variables[name] as tf.Variable;
  variable.assign(tf.tensor([...values], variable.shape));
}
