import type { Engine, Table } from '@latentkit/core';
import { checkOptions, ranges } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import { type ChoiceOptions, checkChoice } from './chooseIndex.ts';
import { type DrawnToken, drawTokens } from './drawTokens.ts';
import type { TextToImageModel } from './textToImageModel.ts';
import { tokenLayout } from './tokenLayout.ts';
import { type TokenReader, tokenReader } from './tokenReader.ts';

export interface SampleOptions extends ChoiceOptions {
  readonly engine: Engine;
  /** Captions of word numbers [images, textLength]; a row of zeros asks for nothing. */
  readonly text: Table;
  /** Decides all draws. Image i is the same whatever the captions of the others are and however many follow it. */
  readonly seed?: number;
  /** s: how much a caption counts, l∅ + s (l − l∅); 1 by default, which means no guidance. Guidance doubles the cost. */
  readonly guidance?: number;
  /** Indices [images, rows, columns] of the top rows of images, at most all but one, which are kept as they are. */
  readonly prime?: Table;
  /** Kept from an earlier drawing of as many sequences; by default, one is made and ended. */
  readonly reader?: TokenReader;
}

/** How commands, figures and servers draw unless told otherwise: of what is likely, and by the caption without guidance. */
export const usualDraw = { guidance: 1, temperature: 0.5 } as const;

/**
 * Draw images for captions, cell by cell: kⱼ ~ p(kⱼ | k‹ⱼ, t). Draws are of the counter-based generator and are made from logits on the host, so
 * engines give the same indices; `model.codes.imageOf` makes images of them.
 *
 * @returns one event per cell, after those that `prime` gives
 * @throws `OPTION` for options outside of their ranges, `SHAPE` for captions or a prime of other sizes
 * @see Ramesh et al. 2021; Ho and Salimans 2022, Classifier-free diffusion guidance
 * @example
 * import { eager, table } from '@latentkit/core';
 * const codes = convolutionalDiscreteVariationalAutoencoder({ imageShape: [4, 4, 1], filters: [2], codebookSize: 3 });
 * const model = textToImageModel(codes, { words: ['red'], textLength: 2, width: 8, heads: 2, depth: 1 });
 * const text = table(Int32Array.of(1, 0), [1, 2]);
 * for await (const { cells, indices } of sampleIndices(model, { engine: eager(), text, guidance: 2 })) {
 *   if (cells === 4) codes.imageOf(tf.tensor(indices, [1, 2, 2])).shape; // [1, 4, 4, 1]
 * }
 */
export async function* sampleIndices(
  model: TextToImageModel,
  options: SampleOptions,
): AsyncGenerator<DrawnToken, void, undefined> {
  const { engine, text, guidance = 1, prime, reader: kept } = options;
  checkChoice('sampleIndices', options);
  checkOptions('sampleIndices', { guidance }, ranges.nonNegative);
  const { textLength } = model.options;
  const [rows, columns] = model.codes.grid;
  const images = text.shape[0] as number;
  checkShape('text', text, [images, textLength]);
  if (prime) checkShape('prime', prime, [images, Math.min(prime.shape[1] ?? 0, rows - 1), columns]);
  // With guidance, the second half of the sequences has no caption.
  const sequences = guidance === 1 ? images : 2 * images;
  if (kept && kept.sequences !== sequences) throw wrongReader(sequences, kept.sequences);
  const reader = kept ?? (await tokenReader(model, { engine, sequences }));
  try {
    yield* drawTokens(reader, tokenLayout(model), { ...options, ...(prime && { given: prime.values }) });
  } finally {
    if (!kept) reader.dispose();
  }
}

const wrongReader = (wanted: number, received: number) =>
  expected({
    where: 'sampleIndices, reader',
    expected: `one of ${wanted} sequences: the images, twice with guidance`,
    received: `one of ${received}`,
    todo: 'Make it for as many, or leave it out.',
    code: 'OPTION',
  });

function checkShape(name: string, { shape, values }: Table, wanted: readonly number[]): void {
  const size = wanted.reduce((product, length) => product * length, 1);
  if (wanted.join() === shape.join() && values.length === size && size > 0) return;
  throw expected({
    where: `sampleIndices, ${name}`,
    expected: `a table of shape [${wanted}] with at least one row`,
    received: `[${shape}]`,
    todo: name === 'text' ? 'Give a row of word indices for each image.' : 'Give the top rows of as many images.',
    code: 'SHAPE',
  });
}
