/** A plane through the space of codes: origin + x·u + y·v, with u and v orthogonal and of length 1. */
export interface Plane {
  readonly origin: readonly number[];
  readonly u: readonly number[];
  readonly v: readonly number[];
  /** Names of both axes, e.g. `z1`. */
  readonly names: readonly [string, string];
}

/** The plane of two latent dimensions, through 0. */
export function latentPlane(size: number, i: number, j: number): Plane {
  const unit = (axis: number) => Array.from({ length: size }, (_, k) => Number(k === axis));
  return { origin: new Array<number>(size).fill(0), u: unit(i), v: unit(j), names: [`z${i + 1}`, `z${j + 1}`] };
}

/** The plane of two principal axes, through the mean of the codes. */
export function principalPlane(
  { mean, axes }: { readonly mean: readonly number[]; readonly axes: readonly (readonly number[])[] },
  i: number,
  j: number,
): Plane {
  return { origin: mean, u: axes[i] ?? [], v: axes[j] ?? [], names: [`axis ${i + 1}`, `axis ${j + 1}`] };
}

/**
 * Where codes fall on a plane: ((z − origin)·u, (z − origin)·v).
 *
 * @param codes [n, size]
 * @returns [n, 2]
 */
export function project(codes: Float32Array, plane: Plane): Float32Array {
  const size = plane.origin.length;
  const points = new Float32Array((codes.length / size) * 2);
  for (let i = 0; i < points.length / 2; i++) {
    let x = 0;
    let y = 0;
    for (let k = 0; k < size; k++) {
      const offset = (codes[i * size + k] as number) - (plane.origin[k] as number);
      x += offset * (plane.u[k] as number);
      y += offset * (plane.v[k] as number);
    }
    points[2 * i] = x;
    points[2 * i + 1] = y;
  }
  return points;
}

/**
 * The codes above points of the plane. What the plane does not decide is as in `rest`: z = rest moved along u and v alone.
 *
 * @param points [n, 2]
 * @param rest a code [size], the plane's origin by default
 * @returns [n, size]
 */
export function lift(points: ArrayLike<number>, plane: Plane, rest: ArrayLike<number> = plane.origin): Float32Array {
  const size = plane.origin.length;
  const [x0 = 0, y0 = 0] = project(Float32Array.from(rest), plane);
  return Float32Array.from({ length: (points.length / 2) * size }, (_, index) => {
    const [i, k] = [Math.floor(index / size), index % size];
    const [dx, dy] = [(points[2 * i] as number) - x0, (points[2 * i + 1] as number) - y0];
    return (rest[k] as number) + dx * (plane.u[k] as number) + dy * (plane.v[k] as number);
  });
}
