import { squaredError } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { codeGrid, codesOf, type GridAxis } from '../infer/codes.ts';
import type { LatentModel } from '../latentModel.ts';

/** Where points of the plane are moved, as plain numbers, to be drawn. */
export interface DisplacementField {
  /** y: [points, 2] */
  readonly points: Float32Array;
  /** ỹ − y: [points, 2] */
  readonly vectors: Float32Array;
}

type Reconstructs = Pick<LatentModel, 'reconstruct'>;

/**
 * ỹ − y on a grid of the plane: where a denoising autoencoder moves each point, by direction and size.
 *
 * @param grid of the first coordinate x and the second y; rows of one y follow each other
 * @see Canziani, lecture 07-3, the distance that the input travels
 * @example
 * const axis = { from: -1, to: 1, count: 20 };
 * const { points, vectors } = await displacementField(model, { x: axis, y: axis }); // 400 of each
 */
export async function displacementField(
  model: Reconstructs,
  { x, y }: { x: GridAxis; y: GridAxis },
): Promise<DisplacementField> {
  const [points, vectors] = tf.tidy(() => {
    // The last axis of a grid is the fastest, so the points are swapped from (y, x) to (x, y).
    const points = tf.reverse(codesOf(codeGrid([y, x])), 1);
    return [points, tf.sub(model.reconstruct(points), points)] as [tf.Tensor, tf.Tensor];
  });
  try {
    return { points: Float32Array.from(await points.data()), vectors: Float32Array.from(await vectors.data()) };
  } finally {
    tf.dispose([points, vectors]);
  }
}

/**
 * F(y) = ‖y − ỹ‖: the distance that a reconstruction travels, low on what a model was trained on. For `energySurface`, or any batch.
 *
 * @returns a function from [batch, …exampleShape] to [batch], in units of y
 * @example
 * const axis = { from: -1, to: 1, count: 20 };
 * const surface = await energySurface(reconstructionDistance(model), { x: axis, y: axis });
 */
export function reconstructionDistance({ reconstruct }: Reconstructs): (y: tf.Tensor) => tf.Tensor1D {
  return (y) => tf.tidy(() => tf.sqrt(squaredError(y, reconstruct(y))));
}
