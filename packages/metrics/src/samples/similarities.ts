import { expected } from '@latentkit/errors';

/** How alike two vectors are, from the squared distance between them. */
export type Similarity = (squaredDistance: number) => number;

/**
 * k = Σ_σ exp(−‖x − y‖² / (2σ²)): the Gaussian kernel, or the sum of several.
 *
 * @param widths σ, in units of the vectors
 * @throws OPTION for no width, or one that is not a positive number
 * @example
 * gaussianSimilarity(1)(2); // 0.3679
 * gaussianSimilarity(0.5, 1, 2)(0); // 3
 */
export function gaussianSimilarity(...widths: readonly number[]): Similarity {
  checkPositive('gaussianSimilarity', 'widths', widths);
  const factors = widths.map((width) => -1 / (2 * width * width));
  return (squaredDistance) => factors.reduce((sum, factor) => sum + Math.exp(factor * squaredDistance), 0);
}

/**
 * k = C / (C + ‖x − y‖²): the inverse multiquadratic kernel, whose tails are heavy; C = 2·size·σ² suits codes of a prior N(0, σ² I).
 *
 * @param scale C, in squared units of the vectors
 * @throws OPTION for a scale that is not a positive number
 * @see Tolstikhin et al., "Wasserstein auto-encoders", 2018
 * @example
 * multiquadraticSimilarity(6)(2); // 0.75
 */
export function multiquadraticSimilarity(scale: number): Similarity {
  checkPositive('multiquadraticSimilarity', 'scale', [scale]);
  return (squaredDistance) => scale / (scale + squaredDistance);
}

function checkPositive(where: string, name: string, values: readonly number[]): void {
  if (values.length === 0 || !values.every((value) => value > 0 && Number.isFinite(value))) {
    throw expected({
      where,
      expected: `${name} to be positive`,
      received: values.length === 0 ? 'none' : String(values),
      todo: 'Pass a positive number.',
      code: 'OPTION',
    });
  }
}
