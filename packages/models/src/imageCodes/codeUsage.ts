import * as tf from '@tensorflow/tfjs-core';
import type { ImageCodes } from './imageCodes.ts';

/** How the entries of a codebook are used over a whole set. */
export interface CodeUsage {
  /** Cells of each entry. */
  readonly counts: readonly number[];
  /** exp of the entropy of the entries in nats: as many as are used evenly. */
  readonly perplexity: number;
  /** Entries that no cell has. */
  readonly dead: readonly number[];
}

/**
 * Perplexity and dead entries of indices of a whole set; of a batch alone the perplexity is smaller, the more so the smaller the batch.
 *
 * @param indices of all images, in any order
 * @param size entries of the codebook
 * @example
 * codeUsage([0, 0, 2, 2], 3); // { counts: [2, 0, 2], perplexity: 2, dead: [1] }
 */
export function codeUsage(indices: ArrayLike<number>, size: number): CodeUsage {
  const counts = new Array<number>(size).fill(0);
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i] as number;
    counts[index] = (counts[index] as number) + 1;
  }
  const entropy = counts
    .filter((count) => count > 0)
    .reduce((sum, count) => sum - (count / indices.length) * Math.log(count / indices.length), 0);
  return { counts, perplexity: Math.exp(entropy), dead: [...counts.keys()].filter((index) => counts[index] === 0) };
}

/**
 * What the choice of entries costs: −log p(y) of images decoded from the chosen entries and from the codes before the choice.
 *
 * @param y [batch, …exampleShape]
 * @returns both [batch], in nats
 * @example
 * const codes = convolutionalDiscreteVariationalAutoencoder({ imageShape: [4, 4, 1], filters: [2], codebookSize: 3 });
 * const { hard, soft } = hardAndSoft(codes, tf.zeros([2, 4, 4, 1]));
 */
export function hardAndSoft(
  model: ImageCodes,
  y: tf.Tensor,
): { readonly hard: tf.Tensor1D; readonly soft: tf.Tensor1D } {
  const cost = (codes: (y: tf.Tensor) => tf.Tensor) =>
    tf.tidy(() => model.likelihood.cost(y, model.output(codes(y)))) as tf.Tensor1D;
  return { hard: cost(model.encode), soft: cost(model.softCodes) };
}
