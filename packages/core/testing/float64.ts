/** Numbers of a function in float64, against which tfjs's float32 is held. */
export type Vector = readonly number[];
export type Gradient = (x: Vector) => Vector;

const along = (x: Vector, h: number, v: Vector) => x.map((value, i) => value + h * (v[i] as number));

/** H(x)·v from the exact gradient: (g(x + hv) − g(x − hv)) / 2h, error h² g‴/6, here below 1e-8. */
export function hessianTimes(gradient: Gradient, x: Vector, v: Vector, h = 1e-5): number[] {
  const after = gradient(along(x, h, v));
  const before = gradient(along(x, -h, v));
  return after.map((value, i) => (value - (before[i] as number)) / (2 * h));
}

/** ∂/∂x of wᵀ H(x) v, the third derivative along v and w, by four gradients; error about 1e-6. */
export function thirdDerivative(gradient: Gradient, x: Vector, v: Vector, w: Vector, h = 1e-3): number[] {
  const after = hessianTimes(gradient, along(x, h, w), v, h);
  const before = hessianTimes(gradient, along(x, -h, w), v, h);
  return after.map((value, i) => (value - (before[i] as number)) / (2 * h));
}

/** Largest |a − b| over the largest |b| (or 1 where b is smaller): of the order of 1e-6 where float32 did its best. */
export function deviation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} numbers against ${b.length}`);
  let scale = 1;
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const [mine, exact] = [a[i] as number, b[i] as number];
    if (!Number.isFinite(mine)) return Number.POSITIVE_INFINITY;
    scale = Math.max(scale, Math.abs(exact));
    largest = Math.max(largest, Math.abs(mine - exact));
  }
  return largest / scale;
}
