import type { NamedVariables } from '@latentkit/core';
import { checkOptions, ranges } from '@latentkit/core/internal';
import {
  type Affine,
  affine,
  affineWeights,
  type Block,
  blockWeights,
  embed,
  gridPositions,
  layerNorm,
  type Norm,
  namedVariables,
  normWeights,
  transformerBlock,
  weightDraws,
} from '@latentkit/layers';
import * as tf from '@tensorflow/tfjs-core';
import type { ImageCodes } from '../imageCodes/imageCodes.ts';
import type { LatentModel } from '../latentModel.ts';
import { tokenCount } from './tokenLayout.ts';
import { captionTokens, imageTokens } from './tokens.ts';

export interface TextToImageOptions {
  /** The words of captions: word i + 1 is `words[i]`, and 0 is no word. */
  readonly words: readonly string[];
  /** Words of the longest caption. */
  readonly textLength: number;
  /** Numbers of a token's vector. */
  readonly width?: number;
  readonly heads?: number;
  /** Transformer blocks. */
  readonly depth?: number;
  readonly seed?: number;
}

/** The variables of the transformer. */
export type PriorWeights = {
  /** A vector for each token, [tokens, width]: see `tokenLayout.ts` for which is which. */
  readonly tokens: tf.Variable;
  /** Positions of a caption, [textLength, width]. */
  readonly text: tf.Variable;
  /** Positions of a cell, by its row [rows, width] and its column [columns, width]. */
  readonly rows: tf.Variable;
  readonly columns: tf.Variable;
  readonly blocks: readonly Block<tf.Variable>[];
  readonly norm: Norm<tf.Variable>;
  readonly textHead: Affine<tf.Variable>;
  readonly imageHead: Affine<tf.Variable>;
};

/** For each token of a caption and of an image how likely it is after those before it. */
export type TokenLogits = {
  /** [batch, textLength, words + 1] */
  readonly text: tf.Tensor;
  /** [batch, rows · columns, size of the codebook] */
  readonly image: tf.Tensor;
};

/**
 * A transformer over the words of a caption and then the indices of an image, with the model of these indices inside, whose `encode`, `decode` and
 * `reconstruct` are its own.
 */
export interface TextToImageModel extends LatentModel {
  /** From images to indices and back: it belongs to this model and does not learn. */
  readonly codes: ImageCodes;
  readonly options: Required<Omit<TextToImageOptions, 'seed'>>;
  readonly weights: PriorWeights;
  /** Captions [batch, textLength] and indices [batch, rows, columns] → the logits of all of their tokens. */
  logits(text: tf.Tensor, indices: tf.Tensor): TokenLogits;
}

/**
 * A decoder-only transformer p(t, k) = Π p(tᵢ | t‹ᵢ) Π p(kⱼ | k‹ⱼ, t) over a caption t and the indices k of an image. Positions of cells are
 * row + column, a caption shorter than `textLength` ends in padding tokens of their own for each position, and each of the two has a head.
 *
 * @param codes a trained model of image codes. It belongs to this model from then on, which disposes of it, and its variables stop learning
 * @throws `OPTION` for sizes that are not whole numbers, `SHAPE` where heads do not divide the width
 * @see Ramesh et al. 2021, Zero-shot text-to-image generation (DALL-E), section 2.2
 * @example
 * const codes = convolutionalDiscreteVariationalAutoencoder({ imageShape: [4, 4, 1], filters: [2], codebookSize: 3 });
 * const model = textToImageModel(codes, { words: ['red', 'blue'], textLength: 2, width: 8, heads: 2, depth: 1 });
 * model.logits(tf.zeros([1, 2]), tf.zeros([1, 2, 2])).image.shape; // [1, 4, 3]
 */
export function textToImageModel(
  codes: ImageCodes,
  { words, textLength, width = 128, heads = 4, depth = 4, seed = 0 }: TextToImageOptions,
): TextToImageModel {
  checkOptions('textToImageModel', { textLength, width, heads, depth, 'width / heads': width / heads }, ranges.count);
  const options = { words, textLength, width, heads, depth };
  const weights = priorWeights(codes, options, seed);
  const own = namedVariables(weights);
  freeze(codes);
  const ofCodes = Object.entries(codes.variables).map(([name, variable]) => [`codes/${name}`, variable]);
  let disposed = false;
  const { exampleShape, latentShape, encode, decode, reconstruct } = codes;
  return {
    codes,
    exampleShape,
    latentShape,
    encode,
    decode,
    reconstruct,
    options,
    weights,
    variables: { ...own, ...(Object.fromEntries(ofCodes) as NamedVariables) },
    logits: (text, indices) => {
      const sequence = tf.tidy(() => {
        const image = imageTokens(indices, { words, textLength });
        // The last token predicts nothing.
        const before = tf.slice(image, [0, 0], [-1, (image.shape[1] as number) - 1]);
        const start = tf.zeros([text.shape[0] as number, 1]);
        return tf.concat([start, captionTokens(text, { words, textLength }), before], 1);
      });
      const logits = tf.tidy(() => {
        const places = positions(weights);
        let x = tf.add(embed(sequence, weights.tokens), places);
        for (const block of weights.blocks) x = transformerBlock(x, block, { heads });
        const cells = (places.shape[0] as number) - textLength;
        const [text, image] = tf.split(layerNorm(x, weights.norm), [textLength, cells], 1) as [tf.Tensor, tf.Tensor];
        return { text: affine(text, weights.textHead), image: affine(image, weights.imageHead) };
      });
      sequence.dispose();
      return logits;
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      tf.dispose(Object.values(own));
      codes.dispose();
    },
  };
}

function freeze({ encoder, decoder, variables }: ImageCodes): void {
  // Of the networks too: a tf.Sequential that is first called later tells its variables what it says itself.
  for (const network of [encoder, decoder]) network.trainable = false;
  for (const variable of Object.values(variables)) variable.trainable = false;
}

/** What is added to the token at each place of a sequence, whose last one is never read: [textLength + cells, width]. */
export function positions({ text, rows, columns }: PriorWeights): tf.Tensor {
  return tf.tidy(() => {
    const grid = gridPositions(rows, columns);
    const width = grid.shape[1] as number;
    const read = tf.slice(grid, [0, 0], [(grid.shape[0] as number) - 1, width]);
    // The first token is the start and has no place.
    return tf.concat([tf.zeros([1, width]), text, read]);
  });
}

function priorWeights(
  codes: ImageCodes,
  options: Omit<Required<TextToImageOptions>, 'seed'>,
  seed: number,
): PriorWeights {
  const { words, textLength, width, depth } = options;
  const [rows, columns] = codes.grid;
  const draws = weightDraws({ seed });
  return {
    tokens: draws.normal([tokenCount(options, codes), width]),
    text: draws.normal([textLength, width]),
    rows: draws.normal([rows, width]),
    columns: draws.normal([columns, width]),
    blocks: Array.from({ length: depth }, () => blockWeights(draws, { width, depth })),
    norm: normWeights(draws, width),
    textHead: affineWeights(draws, [width, words.length + 1]),
    imageHead: affineWeights(draws, [width, codes.size]),
  };
}
