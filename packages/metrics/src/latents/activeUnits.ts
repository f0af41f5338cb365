import type { HostArray } from '@latentkit/core';
import { float64Vectors } from '@latentkit/core/internal';

/** Which latent dimensions carry information. */
export interface ActiveUnits {
  readonly count: number;
  /** Var_x of the posterior mean of each number, of n: [size] */
  readonly variances: Float64Array;
}

/**
 * How many latent dimensions depend on the example: those with A_u = Var_x(E_q[z_u | x]) > threshold. A collapsed dimension has none.
 *
 * @param means the posterior means of n examples [n, size]
 * @param options.threshold in squared units of a code
 * @throws SHAPE, NOT_FINITE for means that are not valid
 * @see Burda, Grosse & Salakhutdinov, "Importance weighted autoencoders", 2016, section 5.2
 * @example
 * activeUnits({ values: [-1, 0.01, 1, 0.02], shape: [2, 2] }).count; // 1
 */
export function activeUnits(
  means: HostArray<ArrayLike<number>>,
  { threshold = 0.01 }: { readonly threshold?: number } = {},
): ActiveUnits {
  const { values, rows, size } = float64Vectors('activeUnits', means);
  const mean = new Float64Array(size);
  values.forEach((value, i) => {
    mean[i % size] = (mean[i % size] as number) + value / rows;
  });
  const variances = new Float64Array(size);
  values.forEach((value, i) => {
    variances[i % size] = (variances[i % size] as number) + (value - (mean[i % size] as number)) ** 2 / rows;
  });
  return { count: variances.filter((variance) => variance > threshold).length, variances };
}
