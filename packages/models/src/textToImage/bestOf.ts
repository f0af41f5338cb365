import type { Engine, HostArray, Table } from '@latentkit/core';
import { checkOptions, ranges } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import { type SampleOptions, sampleIndices } from './sampleIndices.ts';
import type { TextToImageModel } from './textToImageModel.ts';
import { tokenEnergies } from './tokenLikelihood.ts';

/** How well images fit a caption, in nats, a number an image. */
export interface CaptionFit {
  /** log p(k|t) − log p(k|∅): how much more likely the caption makes an image. */
  readonly scores: Float32Array;
  /** log p(k|t) */
  readonly likelihoods: Float32Array;
}

/**
 * How likely a caption makes images, and how much more likely than no caption. Needs a model that learned with caption dropout.
 *
 * @param options.text captions [images, textLength]
 * @param options.indices of as many images, [images, rows, columns]
 * @example
 * import { eager, table } from '@latentkit/core';
 * const codes = convolutionalDiscreteVariationalAutoencoder({ imageShape: [4, 4, 1], filters: [2], codebookSize: 3 });
 * const model = textToImageModel(codes, { words: ['red'], textLength: 2, width: 8, heads: 2, depth: 1 });
 * const [text, indices] = [table(new Int32Array(2), [1, 2]), table(new Int32Array(4), [1, 2, 2])];
 * await captionFit(model, { engine: eager(), text, indices }); // scores [0], as there is no caption
 */
export async function captionFit(
  model: TextToImageModel,
  { engine, text, indices }: { engine: Engine; text: Table; indices: Table },
): Promise<CaptionFit> {
  const program = await engine.program((inputs) => {
    const [text, indices] = [inputs.text as tf.Tensor, inputs.indices as tf.Tensor];
    const [told, free] = [text, tf.zerosLike(text)].map((caption) => tokenEnergies(model, caption, indices).image);
    return { scores: tf.sub(free as tf.Tensor, told as tf.Tensor), likelihoods: tf.neg(told as tf.Tensor) };
  }, Object.values(model.variables));
  try {
    const rows = Int32Array.from({ length: text.shape[0] as number }, (_, row) => row);
    const inputs = { text: { table: text, rows }, indices: { table: indices, rows } };
    const { scores, likelihoods } = await program.run(inputs, { seed: 0, step: 0 });
    const numbers = (values: unknown) => Float32Array.from((values as HostArray).values);
    return { scores: numbers(scores), likelihoods: numbers(likelihoods) };
  } finally {
    program.dispose();
  }
}

/** The scores of `captionFit`. */
export async function captionScores(
  model: TextToImageModel,
  options: { engine: Engine; text: Table; indices: Table },
): Promise<Float32Array> {
  return (await captionFit(model, options)).scores;
}

/**
 * Images of one caption, best first: by score, and those of the less likely half by log p(k|t) after the others. An image that is like none of the
 * training set is far less likely still without its caption, and by score alone such a one comes first.
 *
 * @returns the place of each image in `scores`
 * @example
 * ranking({ scores: Float32Array.of(9, 2, 1, 3), likelihoods: Float32Array.of(-50, -4, -5, -6) }); // [1, 2, 0, 3]
 */
export function ranking({ scores, likelihoods }: CaptionFit): number[] {
  const by = (values: Float32Array) => (a: number, b: number) => (values[b] as number) - (values[a] as number) || a - b;
  const all = Array.from(scores.keys()).sort(by(likelihoods));
  const half = Math.ceil(all.length / 2);
  return [...all.slice(0, half).sort(by(scores)), ...all.slice(half).sort(by(scores))];
}

/** Candidates of one caption, the best first. */
export interface Ranked {
  /** The indices of each candidate, [cells of the grid]. */
  readonly indices: readonly Int32Array[];
  /** log p(k|t) − log p(k|∅) in nats, in the order of `ranking`. */
  readonly scores: readonly number[];
}

/**
 * Draw several images for each caption and rank them by how much more likely the caption makes them, the likelier half first (`ranking`).
 *
 * @param options.candidates images per caption
 * @returns for each caption its candidates, the best first
 * @throws `OPTION` for options outside of their ranges, `SHAPE` for captions of another length
 * @see Ramesh et al. 2021, section 2.6, which ranks 512 candidates by another model, CLIP
 * @example
 * import { eager, table } from '@latentkit/core';
 * const codes = convolutionalDiscreteVariationalAutoencoder({ imageShape: [4, 4, 1], filters: [2], codebookSize: 3 });
 * const model = textToImageModel(codes, { words: ['red'], textLength: 2, width: 8, heads: 2, depth: 1 });
 * const [{ scores }] = await bestOf(model, { engine: eager(), text: table(Int32Array.of(1, 0), [1, 2]), candidates: 4 });
 */
export async function bestOf(
  model: TextToImageModel,
  { candidates, text, prime, ...options }: SampleOptions & { readonly candidates: number },
): Promise<Ranked[]> {
  checkOptions('bestOf', { candidates }, ranges.count);
  const [rows, columns] = model.codes.grid;
  const cells = rows * columns;
  const all = repeated(text, candidates);
  let drawn: Int32Array = new Int32Array();
  const primes = prime && { prime: repeated(prime, candidates) };
  for await (const { indices } of sampleIndices(model, { ...options, ...primes, text: all })) drawn = indices;
  const images = all.shape[0] as number;
  const table: Table = { values: drawn, shape: [images, rows, columns], scale: 1 };
  const { scores, likelihoods } = await captionFit(model, { engine: options.engine, text: all, indices: table });
  return Array.from({ length: text.shape[0] as number }, (_, caption) => {
    const [first, end] = [caption * candidates, (caption + 1) * candidates];
    const own = { scores: scores.subarray(first, end), likelihoods: likelihoods.subarray(first, end) };
    const order = ranking(own).map((image) => first + image);
    return {
      indices: order.map((image) => drawn.slice(image * cells, (image + 1) * cells)),
      scores: order.map((image) => scores[image] as number),
    };
  });
}

/** Each row, n times. */
function repeated({ values, shape, scale }: Table, times: number): Table {
  const size = values.length / (shape[0] as number);
  const copies = Array.from({ length: shape[0] as number }, (_, row) =>
    Array.from({ length: times }, () => [...values.subarray(row * size, (row + 1) * size)]),
  );
  return { values: Int32Array.from(copies.flat(2)), shape: [(shape[0] as number) * times, ...shape.slice(1)], scale };
}
