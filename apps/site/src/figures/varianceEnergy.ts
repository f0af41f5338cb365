/**
 * V(v) = v − log v − 1 of one number of the code, without the ½ of `varianceDivergence`, as the lecture writes it.
 *
 * @see Canziani, lecture 08-3, the penalty term
 */
export const varianceEnergy = (v: number): number => v - Math.log(v) - 1;

/** dV/dv = 1 − 1/v: below 1 it pushes the variance up, above it pulls it down. */
export const varianceSlope = (v: number): number => 1 - 1 / v;
