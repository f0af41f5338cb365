import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import { copiesOf } from './installed.ts';

/**
 * Makes sure that the backend in use was built on the tfjs-core that we import: with two copies, kernels and variables of one are
 * strangers to the other.
 *
 * @throws TFJS_COPIES naming the folders
 */
export function requireOneTfjs(): void {
  const copies = copiesOf('@tensorflow/tfjs-core');
  // A copy inside of a bundle has no folder, but its own class of backends.
  if (copies.length < 2 && tf.backend() instanceof tf.KernelBackend) return;
  throw expected({
    where: 'resolveEngine',
    expected: 'one copy of @tensorflow/tfjs-core in this process',
    received: copies.length > 1 ? copies.join(' and ') : `another one under the backend ${tf.getBackend()}`,
    todo: 'Install one version of all @tensorflow packages: npm ls @tensorflow/tfjs-core shows who asks for another.',
    code: 'TFJS_COPIES',
  });
}
