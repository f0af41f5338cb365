import * as tf from '@tensorflow/tfjs-core';

/**
 * Which entry of the codebook is nearest to each vector: k = argminⱼ ‖z − eⱼ‖², the first of equals.
 *
 * @param z [batch, …, d]
 * @param codebook [size, d]
 * @returns int32 [batch, …]
 * @see van den Oord, Vinyals, Kavukcuoglu 2017, Neural discrete representation learning, equation 1
 */
export function nearest(z: tf.Tensor, codebook: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const [size, d] = codebook.shape as [number, number];
    const vectors = tf.reshape(z, [-1, d]) as tf.Tensor2D;
    // ‖z − eⱼ‖² = ‖z‖² − 2 zᵀeⱼ + ‖eⱼ‖², of which the first is the same for all j: [vectors, size]
    const across = tf.matMul(vectors, codebook as tf.Tensor2D, false, true);
    const distances = tf.sub(tf.reshape(tf.sum(tf.square(codebook), 1), [1, size]), tf.mul(across, 2));
    return tf.reshape(tf.argMin(distances, 1), z.shape.slice(0, -1));
  });
}

/**
 * e_k, the nearest entry of the codebook in the place of each vector. Gradients reach the entries; by z there is none, as a small move of z
 * does not change the choice.
 *
 * @param z [batch, …, d]
 * @param codebook [size, d]
 * @returns [batch, …, d]
 * @see van den Oord, Vinyals, Kavukcuoglu 2017, Neural discrete representation learning, equation 2
 */
export function quantize(z: tf.Tensor, codebook: tf.Tensor): tf.Tensor {
  const [size, d] = codebook.shape as [number, number];
  // In one piece, as tfjs cannot differentiate past whole numbers: its gather asks for a gradient of the indices.
  return tf.customGrad((...inputs) => {
    const [z, codebook, save] = inputs as [tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    const indices = tf.reshape(nearest(z, codebook), [-1]) as tf.Tensor1D;
    save([indices]);
    return {
      value: tf.reshape(tf.gather(codebook, indices), z.shape),
      gradFunc: (dy, saved) => {
        const vectors = tf.reshape(dy as tf.Tensor, [-1, d]);
        return [tf.zerosLike(dy as tf.Tensor), tf.unsortedSegmentSum(vectors, saved[0] as tf.Tensor1D, size)];
      },
    };
  })(z, codebook);
}
