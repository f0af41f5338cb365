import type { Table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { codeGrid, codesOf, type GridAxis } from '../infer/codes.ts';

/** Energies over the plane as plain numbers, to be drawn. */
export interface EnergySurface {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** [y.length, x.length], row-major. */
  readonly values: Float32Array;
}

/**
 * An energy on a grid of the plane.
 *
 * @param energy points [n, 2] → [n], e.g. a free energy or the ‖y − ỹ‖ of an autoencoder
 * @example
 * const circle = ellipseModel({ axes: [1, 1] });
 * const axis = { from: -2, to: 2, count: 41 };
 * const surface = await energySurface((y) => freeEnergyByCodes(circle, { y }, { codes: angles(48) }), { x: axis, y: axis });
 */
export async function energySurface(
  energy: (points: tf.Tensor) => tf.Tensor,
  { x, y }: { x: GridAxis; y: GridAxis },
): Promise<EnergySurface> {
  // The last axis of a grid is the fastest: rows of one y, so the points are swapped from (y, x) to (x, y).
  const values = tf.tidy(() => energy(tf.reverse(codesOf(codeGrid([y, x])), 1)));
  try {
    return { x: pointsOf(x), y: pointsOf(y), values: Float32Array.from(await values.data()) };
  } finally {
    values.dispose();
  }
}

/**
 * The manifold {Dec(z)}: what each code of a list decodes to, as plain numbers.
 *
 * @returns [codes, …exampleShape], row-major
 * @example
 * const points = await manifold(ellipseModel({ axes: [2, 1] }), angles(100)); // x₀, y₀, x₁, y₁, …
 */
export async function manifold(model: { decode(z: tf.Tensor): tf.Tensor }, codes: Table): Promise<Float32Array> {
  const decoded = tf.tidy(() => model.decode(codesOf(codes)));
  try {
    return Float32Array.from(await decoded.data());
  } finally {
    decoded.dispose();
  }
}

const pointsOf = (axis: GridAxis) => codeGrid([axis]).values as Float32Array;
