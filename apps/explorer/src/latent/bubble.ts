import type { Plane } from './plane.ts';

/** An ellipse of one standard deviation: half axes, and the angle of the first from x, in radians. */
export interface Bubble {
  readonly x: number;
  readonly y: number;
  readonly a: number;
  readonly b: number;
  readonly angle: number;
}

/**
 * q(z|x) = N(μ, diag v) seen on a plane: N(P(μ − origin), P diag(v) Pᵀ) with P = (u, v)ᵀ, as the ellipse of 1 σ.
 *
 * @param point P(μ − origin) [2]
 * @param logVariance log v [size]
 */
export function bubble(point: ArrayLike<number>, logVariance: ArrayLike<number>, plane: Plane): Bubble {
  let [xx, xy, yy] = [0, 0, 0];
  for (let k = 0; k < plane.u.length; k++) {
    const variance = Math.exp(logVariance[k] as number);
    const [p, q] = [plane.u[k] as number, plane.v[k] as number];
    xx += p * p * variance;
    xy += p * q * variance;
    yy += q * q * variance;
  }
  // Eigenvalues of [[xx, xy], [xy, yy]]: m ± r.
  const m = (xx + yy) / 2;
  const r = Math.hypot((xx - yy) / 2, xy);
  return {
    x: point[0] as number,
    y: point[1] as number,
    a: Math.sqrt(m + r),
    b: Math.sqrt(Math.max(m - r, 0)),
    angle: Math.atan2(2 * xy, xx - yy) / 2,
  };
}
