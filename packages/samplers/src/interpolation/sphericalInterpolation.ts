import type { HostArray } from '@latentkit/core';
import { endPoints } from './endPoints.ts';

/** Below this sine of Ω the two directions count as one line: the quotients of the formula lose their digits. */
const STRAIGHT = 1e-6;

/**
 * z(t) = (sin((1 − t)Ω) a + sin(tΩ) b) / sin Ω with Ω the angle between a and b: the path on the sphere, its ends exact.
 *
 * Codes of a normal prior lie near a sphere, and the straight path between two leaves it. Where the formula has no value: same direction, or an
 * end at 0, is the straight path; opposite directions turn half a circle about 0, towards the axis on which `a` is smallest, while the norm
 * goes evenly from ‖a‖ to ‖b‖ (codes of one number have no way around: the straight path).
 *
 * @param a the code of the first row [size]
 * @param b the code of the last row [size]
 * @param steps how many codes, both ends among them, at least 2
 * @returns [steps, size]
 * @throws OPTION for fewer than 2 steps, SHAPE for codes of two sizes, NOT_FINITE
 * @see Shoemake, "Animating rotation with quaternion curves", 1985; White, "Sampling generative networks", 2016
 * @example
 * sphericalInterpolation([1, 0], [0, 1], 3).values; // [1, 0, 0.7071, 0.7071, 0, 1]
 */
export function sphericalInterpolation(a: ArrayLike<number>, b: ArrayLike<number>, steps: number): HostArray {
  const [from, to] = endPoints('sphericalInterpolation', a, b, steps);
  const size = from.length;
  const at = path(from, to);
  const values = new Float32Array(steps * size);
  for (let step = 1; step < steps - 1; step++) values.set(at(step / (steps - 1)), step * size);
  values.set(from);
  values.set(to, (steps - 1) * size);
  return { values, shape: [steps, size] };
}

function path(a: Float64Array, b: Float64Array): (t: number) => Float64Array {
  const combine = (x: Float64Array, y: Float64Array) => (p: number, q: number) =>
    x.map((value, i) => p * value + q * (y[i] as number));
  const straight = (t: number) => combine(a, b)(1 - t, t);
  const [normA, normB] = [norm(a), norm(b)];
  if (normA === 0 || normB === 0) return straight;
  const [u, v] = [a.map((value) => value / normA), b.map((value) => value / normB)];
  // Ω by both sides of the half angle: exact for all of [0, π], where acos loses half its digits near both ends.
  const angle = 2 * Math.atan2(norm(combine(u, v)(1, -1)), norm(combine(u, v)(1, 1)));
  if (Math.sin(angle) > STRAIGHT) {
    return (t) => combine(a, b)(Math.sin((1 - t) * angle) / Math.sin(angle), Math.sin(t * angle) / Math.sin(angle));
  }
  const side = angle > 1 ? perpendicular(u) : undefined;
  if (!side) return straight;
  return (t) => {
    const length = (1 - t) * normA + t * normB;
    return combine(u, side)(length * Math.cos(Math.PI * t), length * Math.sin(Math.PI * t));
  };
}

const norm = (x: Float64Array) => Math.hypot(...x);

/** The direction of the axis on which the unit vector u is smallest, without its part along u; none in one dimension. */
function perpendicular(u: Float64Array): Float64Array | undefined {
  if (u.length < 2) return undefined;
  const smallest = u.reduce((best, value, i) => (Math.abs(value) < Math.abs(u[best] as number) ? i : best), 0);
  const along = u[smallest] as number;
  const side = u.map((value, i) => (i === smallest ? 1 : 0) - along * value);
  const length = norm(side);
  return side.map((value) => value / length);
}
