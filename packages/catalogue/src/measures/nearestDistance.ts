import { type Engine, mapTable, type Table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Mean Euclidean distance of images to the nearest of a table, ‖x − y‖² = ‖x‖² + ‖y‖² − 2 xᵀy. Costs images · rows · numbers products.
 *
 * @param images [count, …exampleShape]
 * @param known rows of as many numbers
 */
export async function nearestDistance(
  images: { readonly values: ArrayLike<number>; readonly shape: readonly number[] },
  known: Table,
  engine: Engine,
): Promise<number> {
  const count = images.shape[0] as number;
  const x = tf.tidy(() =>
    tf.variable(tf.tensor2d(Float32Array.from(images.values), [count, images.values.length / count])),
  );
  try {
    const map = (y: tf.Tensor) => {
      const rows = tf.reshape(y, [-1, x.shape[1] as number]) as tf.Tensor2D;
      const squares = (of: tf.Tensor) => tf.sum(tf.square(of), 1);
      const products = tf.matMul(rows, x as unknown as tf.Tensor2D, false, true);
      return tf.add(tf.sub(tf.reshape(squares(rows), [-1, 1]), tf.mul(products, 2)), squares(x));
    };
    const { values } = await mapTable({ engine, map, state: [x], table: known });
    const least = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    for (let i = 0; i < values.length; i++)
      least[i % count] = Math.min(least[i % count] as number, values[i] as number);
    // Of equal images rounding may leave less than 0.
    return least.reduce((sum, square) => sum + Math.sqrt(Math.max(0, square)), 0) / count;
  } finally {
    x.dispose();
  }
}
