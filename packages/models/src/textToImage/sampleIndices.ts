import { type Engine, type HostArray, type Program, streams, type Table } from '@latentkit/core';
import { checkOptions, fillUniform, ranges } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import { cachedStep } from './cachedStep.ts';
import { type ChoiceOptions, checkChoice, chooseIndex, narrowed } from './chooseIndex.ts';
import type { TextToImageModel } from './textToImageModel.ts';
import { firstImageToken, tokenCount, wordToken } from './tokens.ts';

export interface SampleOptions extends ChoiceOptions {
  readonly engine: Engine;
  /** Captions of word numbers [images, textLength]; a row of zeros asks for nothing. */
  readonly text: Table;
  /** Decides all draws. Image i is the same whatever the captions of the others are and however many follow it. */
  readonly seed?: number;
  /** s: how much a caption counts, l∅ + s (l − l∅); 1, which is no guidance, unless given. It doubles the cost. */
  readonly guidance?: number;
  /** Indices [images, rows, columns] of the top rows of images, at most all but one, which are kept as they are. */
  readonly prime?: Table;
}

/** What is known of the images after one more cell. */
export interface SampledCell {
  /** Cells that are drawn or given: the first so many, row after row. */
  readonly cells: number;
  /** Indices [images · cells of the grid], 0 where nothing is drawn yet. A new array each time. */
  readonly indices: Int32Array;
}

/**
 * Draw images for captions, cell by cell: kⱼ ~ p(kⱼ | k‹ⱼ, t). Draws are of the counter-based generator and are made from logits on the host, so
 * engines give the same indices; `model.codes.imageOf` makes images of them.
 *
 * @returns an event a cell, after those that `prime` gives
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
): AsyncGenerator<SampledCell, void, undefined> {
  const { engine, text, seed = 0, guidance = 1, prime } = options;
  checkChoice('sampleIndices', options);
  checkOptions('sampleIndices', { guidance }, ranges.nonNegative);
  const { textLength } = model.options;
  const [rows, columns] = model.codes.grid;
  const [images, cells] = [text.shape[0] as number, rows * columns];
  checkShape('text', text, [images, textLength]);
  if (prime) checkShape('prime', prime, [images, Math.min(prime.shape[1] ?? 0, rows - 1), columns]);
  const given = prime ? prime.values.length / images : 0;
  // With guidance, the second half of the sequences has no caption.
  const sequences = guidance === 1 ? images : 2 * images;
  const cached = cachedStep(model, sequences);
  let program: Program | undefined;
  try {
    program = await engine.program(cached.step, cached.state);
    const read = reader(program, tokenCount(model.options, model.codes));
    const indices = new Int32Array(images * cells);
    for (let position = 0; position < textLength + cells; position++) {
      const tokens = tokensAt(model, { position, sequences, text, indices });
      const { image } = await read(tokens, position);
      const cell = position - textLength;
      if (cell < 0) continue;
      const logits = guided(image as HostArray, { images, guidance });
      const size = model.codes.size;
      const uniform = fillUniform(new Float32Array(images * size), { seed, stream: streams.samples, step: cell });
      for (let i = 0; i < images; i++) {
        indices[i * cells + cell] =
          cell < given
            ? (prime?.values[i * given + cell] as number)
            : chooseIndex(narrowed(logits.subarray(i * size, (i + 1) * size), options), uniform.subarray(i * size));
      }
      if (cell >= given) yield { cells: cell + 1, indices: indices.slice() };
    }
  } finally {
    program?.dispose();
    cached.dispose();
  }
}

/** One token of each sequence. They are rows of a table of all tokens, which never changes: no table is copied. */
function reader(program: Program, count: number) {
  const table: Table = { values: Int32Array.from({ length: count }, (_, token) => token), shape: [count], scale: 1 };
  return (rows: Int32Array, position: number) =>
    program.run({ token: { table, rows }, position }, { seed: 0, step: position });
}

/** What stands at a position: the start, a word or none, or an index. */
function tokensAt(
  { options, codes }: TextToImageModel,
  { position, sequences, text, indices }: { position: number; sequences: number; text: Table; indices: Int32Array },
): Int32Array {
  const { textLength } = options;
  const images = text.shape[0] as number;
  const cells = codes.grid[0] * codes.grid[1];
  return Int32Array.from({ length: sequences }, (_, sequence) => {
    if (position === 0) return 0;
    const [image, place] = [sequence % images, position - 1];
    if (place >= textLength) return firstImageToken(options) + (indices[image * cells + place - textLength] as number);
    const word = sequence < images ? (text.values[image * textLength + place] as number) : 0;
    return wordToken(word, place, options);
  });
}

/** l∅ + s (l − l∅), with l the first half of the rows and l∅ the second; l alone where there is one half. */
function guided({ values }: HostArray, { images, guidance }: { images: number; guidance: number }): Float64Array {
  const half = guidance === 1 ? values.length : values.length / 2;
  const size = half / images;
  return Float64Array.from({ length: images * size }, (_, i) => {
    const told = values[i] as number;
    if (guidance === 1) return told;
    const free = values[half + i] as number;
    return free + guidance * (told - free);
  });
}

function checkShape(name: string, { shape, values }: Table, wanted: readonly number[]): void {
  const size = wanted.reduce((product, length) => product * length, 1);
  if (wanted.join() === shape.join() && values.length === size && size > 0) return;
  throw expected({
    where: `sampleIndices, ${name}`,
    expected: `a table of shape [${wanted}] with at least one row`,
    received: `[${shape}]`,
    todo: name === 'text' ? 'Give a row of word numbers for each image.' : 'Give the top rows of as many images.',
    code: 'SHAPE',
  });
}
