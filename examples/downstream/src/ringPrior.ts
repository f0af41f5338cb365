import type { Prior } from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';

/**
 * A new prior: codes on a ring, z = (ρ + s ε) [cos θ, sin θ], θ uniform and ε normal; ρ is learned.
 *
 *     p(z) = (N(r; ρ, s²) + N(−r; ρ, s²)) / 2πr,   r = ‖z‖
 *
 * The divergence to it has no closed form, so LatentKit takes it by the draws of a step.
 *
 * @param options.radius the first ρ
 * @param options.deviation s
 */
export function ringPrior({ radius, deviation }: { radius: number; deviation: number }): Prior {
  const rho = tf.tidy(() => tf.variable(tf.scalar(radius)));
  return {
    sample: ([rows = 1], random) =>
      tf.tidy(() => {
        const angle = tf.mul(random.uniform([rows]), 2 * Math.PI);
        const r = tf.add(rho, tf.mul(random.normal([rows]), deviation));
        return tf.stack([tf.mul(r, tf.cos(angle)), tf.mul(r, tf.sin(angle))], 1);
      }),
    logDensity: (z) =>
      tf.tidy(() => {
        const r = tf.sqrt(tf.add(tf.sum(tf.square(z), 1), 1e-12));
        const near = tf.mul(tf.square(tf.div(tf.sub(r, rho), deviation)), -0.5);
        // log(N(r) + N(−r)) − log N(r)
        const far = tf.softplus(tf.mul(tf.mul(r, rho), -2 / deviation ** 2));
        const scale = tf.add(tf.log(r), Math.log(2 * Math.PI * deviation * Math.sqrt(2 * Math.PI)));
        return tf.sub(tf.add(near, far), scale) as tf.Tensor1D;
      }),
    variables: { radius: rho },
    latentShape: [2],
    settings: { name: 'ring', deviation },
    dispose: () => rho.dispose(),
  };
}
