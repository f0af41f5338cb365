import type { Objective, Random, Schedule } from '@latentkit/core';
import { checkOptions, ranges } from '@latentkit/core/internal';
import { categoricalCrossEntropy } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import type { TextToImageModel } from './textToImageModel.ts';

export type TokenLikelihoodTerm = 'text' | 'image';

export interface TokenLikelihoodOptions {
  /** What −log p(t) counts: a number or a schedule. */
  readonly textWeight?: number | Schedule;
  /** What −log p(k|t) counts: a number or a schedule. */
  readonly imageWeight?: number | Schedule;
  /** How often an example loses its caption, so that p(k) without one is learned too, which guidance needs; in [0, 1). */
  readonly captionDropout?: number;
  /**
   * How often the transformer reads a random index in the place of an image's own, so that it relies on the caption too and not on the tokens before
   * alone, which are not always right when it draws; in [0, 1), and 0 by default. What it is to predict stays.
   */
  readonly tokenNoise?: number;
}

/**
 * E(t, k) = −Σ log p(tᵢ | t‹ᵢ) − Σ log p(kⱼ | k‹ⱼ, t): the terms `text` and `image`, each a sum over its tokens in nats, of a caption `text`
 * [batch, textLength] of word numbers and of an image `y`, whose indices the model's own codes give.
 *
 * The weights 1/8 and 7/8 are DALL-E's, there of means over tokens. Of sums, as here, a token of an image counts seven times a word; 1 and 1
 * count each token alike, which makes the total −log p(t, k); and 1/(8 · words), 7/(8 · cells) are DALL-E's means.
 *
 * A dropped caption is a row of padding, and its `text` is 0; where captions stay, `text` is divided by how often they do: its mean is the same.
 *
 * @throws `OPTION` for a dropout or noise outside of [0, 1)
 * @see Ramesh et al. 2021, section 2.2; Ho and Salimans 2022, Classifier-free diffusion guidance; Esser et al. 2021, Taming transformers, whose `pkeep` is
 *   1 less the noise
 * @example
 * const objective = tokenLikelihood({ captionDropout: 0.1 });
 */
export function tokenLikelihood({
  textWeight = 1 / 8,
  imageWeight = 7 / 8,
  captionDropout = 0.1,
  tokenNoise = 0,
}: TokenLikelihoodOptions = {}): Objective<TextToImageModel, TokenLikelihoodTerm> {
  checkOptions('tokenLikelihood', { captionDropout, tokenNoise }, ranges.fraction);
  return {
    weights: { text: textWeight, image: imageWeight },
    terms(model, batch, random) {
      const text = batch.text as tf.Tensor;
      const keep = kept(text.shape[0] as number, captionDropout, random);
      const indices = model.codes.indices(batch.y);
      const read = tokenNoise > 0 ? noisy(indices, { share: tokenNoise, size: model.codes.size, random }) : indices;
      const energies = tokenEnergies(model, tf.mul(text, tf.reshape(keep, [-1, 1])), indices, read);
      return { text: tf.mul(energies.text, tf.div(keep, 1 - captionDropout)), image: energies.image };
    },
  };
}

/** 1 where a caption stays, 0 where it is dropped: [batch]. */
function kept(batch: number, dropout: number, random: Random): tf.Tensor1D {
  return tf.cast(tf.greaterEqual(random.uniform([batch]), dropout), 'float32') as tf.Tensor1D;
}

/** Indices of which a share are random ones, float32. */
function noisy(
  indices: tf.Tensor,
  { share, size, random }: { share: number; size: number; random: Random },
): tf.Tensor {
  const swapped = tf.less(random.uniform(indices.shape), share);
  const others = tf.floor(tf.mul(random.uniform(indices.shape), size));
  return tf.where(swapped, others, tf.cast(indices, 'float32'));
}

/** The two energies of a caption and an image, each [batch], in nats. */
export type TokenEnergies = { readonly text: tf.Tensor1D; readonly image: tf.Tensor1D };

/**
 * −log p(t) and −log p(k|t) in nats.
 *
 * @param text captions of word numbers, [batch, textLength]; a row of zeros is no caption
 * @param indices of images, [batch, rows, columns]
 * @param read the indices that the transformer reads, where they are others than it is to predict
 * @returns both [batch], sums over tokens
 * @example
 * const codes = convolutionalDiscreteVariationalAutoencoder({ imageShape: [4, 4, 1], filters: [2], codebookSize: 3 });
 * const model = textToImageModel(codes, { words: ['red'], textLength: 2, width: 8, heads: 2, depth: 1 });
 * tokenEnergies(model, tf.tensor2d([[1, 0]]), tf.zeros([1, 2, 2])).image.shape; // [1]
 */
export function tokenEnergies(
  model: TextToImageModel,
  text: tf.Tensor,
  indices: tf.Tensor,
  read: tf.Tensor = indices,
): TokenEnergies {
  return tf.tidy(() => {
    const logits = model.logits(text, read);
    const cost = (tokens: tf.Tensor, logits: tf.Tensor) => {
      const [batch, length, size] = logits.shape as [number, number, number];
      const flat = tf.cast(tf.reshape(tokens, [batch, length]), 'int32');
      return categoricalCrossEntropy(tf.cast(tf.oneHot(flat, size), 'float32'), logits);
    };
    return { text: cost(text, logits.text), image: cost(indices, logits.image) };
  });
}
