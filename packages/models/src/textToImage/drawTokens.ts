import { streams, type Table } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { type ChoiceOptions, chooseIndex, narrowed } from './chooseIndex.ts';
import { firstImageToken, type TokenLayout, wordToken } from './tokenLayout.ts';

/** Whatever reads some sequences and remembers what it has read. */
export interface TokenReads {
  /**
   * Begins anew with the start and the words of a caption each, `tokens` [sequences · (textLength + 1)].
   *
   * @returns the logits of the words, `text` [sequences · textLength · (words + 1)], and of the first index, `image` [sequences · size]
   */
  caption(tokens: Int32Array): Promise<{ readonly text: ArrayLike<number>; readonly image: ArrayLike<number> }>;
  /** Reads an index of each, `tokens` [sequences], at its position. @returns the logits of the next one, [sequences · size] */
  index(tokens: Int32Array, position: number): Promise<ArrayLike<number>>;
}

export interface DrawOptions extends ChoiceOptions {
  /** Captions of word numbers [images, textLength]; a row of zeros asks for nothing. */
  readonly text: Table;
  readonly seed?: number;
  /** l∅ + s (l − l∅); with s = 1 there are as many sequences as images, else twice as many, of which the second half has no caption. */
  readonly guidance?: number;
  /** Indices of the first tokens of each image, as many for each, [images · tokens]. */
  readonly given?: ArrayLike<number>;
}

/** What is known of the images after one more token. */
export interface DrawnToken {
  /** How many tokens are drawn or given; they are the first ones. */
  readonly cells: number;
  /** Indices [images · tokens of an image], 0 where nothing is drawn yet. A new array each time. */
  readonly indices: Int32Array;
  /** What this token was drawn from, [images · size]: logits after guidance and temperature, −∞ for what top-k and top-p leave out. */
  readonly logits: Float64Array;
  /** −log p(t) and −log p(k|t) of the tokens of each image so far, without guidance and at temperature 1, in nats. */
  readonly energies: { readonly text: Float64Array; readonly image: Float64Array };
}

/**
 * The draws of `sampleIndices` from whatever reads tokens: compiled steps, or the `step.onnx` of an exported run in a page.
 *
 * @returns one event per token, after those that are given
 * @example
 * const layout = { words: ['red'], textLength: 1, grid: [1, 2], planes: 1, size: 3 } as const;
 * const even = { caption: async () => ({ text: [0, 0], image: [0, 0, 0] }), index: async () => [0, 0, 0] };
 * const text = { values: Int32Array.of(1), shape: [1, 1], scale: 1 };
 * for await (const { cells, energies } of drawTokens(even, layout, { text })) energies.image[0]; // cells · log 3
 */
export async function* drawTokens(
  reads: TokenReads,
  layout: TokenLayout,
  options: DrawOptions,
): AsyncGenerator<DrawnToken, void, undefined> {
  const { text, seed = 0, guidance = 1, given = [] } = options;
  const { textLength, size } = layout;
  const images = text.shape[0] as number;
  const cells = layout.grid[0] * layout.grid[1];
  const start = given.length / images;
  const sequences = guidance === 1 ? images : 2 * images;
  const indices = new Int32Array(images * cells);
  const energies = { text: new Float64Array(images), image: new Float64Array(images) };
  const read = await reads.caption(captionTokens(layout, { sequences, text }));
  for (let place = 0; place < textLength; place++) {
    const at = (image: number) => image * textLength + place;
    addEnergies(energies.text, read.text, {
      ...{ size: layout.words.length + 1, row: at },
      chosen: (i) => text.values[at(i)] as number,
    });
  }
  for (let cell = 0; cell < cells; cell++) {
    const next =
      cell === 0
        ? read.image
        : await reads.index(indexTokens(layout, { sequences, indices, cell: cell - 1 }), textLength + cell);
    const logits = guided(next, { images, size, guidance });
    const uniform = fillUniform(new Float32Array(images * size), { seed, stream: streams.samples, step: cell });
    for (let i = 0; i < images; i++) {
      const own = logits.subarray(i * size, (i + 1) * size);
      own.set(narrowed(own, options));
      indices[i * cells + cell] =
        cell < start ? (given[i * start + cell] as number) : chooseIndex(own, uniform.subarray(i * size));
    }
    const index = (i: number) => indices[i * cells + cell] as number;
    addEnergies(energies.image, next, { size, row: (i) => i, chosen: index });
    if (cell < start) continue;
    const now = { text: energies.text.slice(), image: energies.image.slice() };
    yield { cells: cell + 1, indices: indices.slice(), logits, energies: now };
  }
}

/** The start and the words of each caption; the second half of the sequences, if there are more than captions, has none. */
function captionTokens(layout: TokenLayout, { sequences, text }: { sequences: number; text: Table }): Int32Array {
  const { textLength } = layout;
  const images = text.shape[0] as number;
  return Int32Array.from({ length: sequences * (textLength + 1) }, (_, i) => {
    const [sequence, place] = [Math.floor(i / (textLength + 1)), (i % (textLength + 1)) - 1];
    if (place < 0) return 0;
    return wordToken(sequence < images ? (text.values[sequence * textLength + place] as number) : 0, place, layout);
  });
}

/** The index of a cell, in each sequence of an image. */
function indexTokens(
  layout: TokenLayout,
  { sequences, indices, cell }: { sequences: number; indices: Int32Array; cell: number },
): Int32Array {
  const cells = layout.grid[0] * layout.grid[1];
  const images = indices.length / cells;
  const first = firstImageToken(layout);
  return Int32Array.from({ length: sequences }, (_, i) => first + (indices[(i % images) * cells + cell] as number));
}

/** l∅ + s (l − l∅), with l the first half of the rows and l∅ the second; l alone where there is one half. */
function guided(
  values: ArrayLike<number>,
  { images, size, guidance }: { images: number; size: number; guidance: number },
): Float64Array {
  const half = images * size;
  // A loop, not a map: these are all logits of all images, once a token.
  const logits = new Float64Array(half);
  for (let i = 0; i < half; i++) {
    const told = values[i] as number;
    const free = guidance === 1 ? told : (values[half + i] as number);
    logits[i] = free + guidance * (told - free);
  }
  return logits;
}

/** Adds −log softmax(l)ₖ of each image's own k, with the logits of its row. */
function addEnergies(
  sums: Float64Array,
  logits: ArrayLike<number>,
  { size, row, chosen }: { size: number; row: (image: number) => number; chosen: (image: number) => number },
): void {
  for (let i = 0; i < sums.length; i++) {
    const first = row(i) * size;
    let most = logits[first] as number;
    for (let k = 1; k < size; k++) if ((logits[first + k] as number) > most) most = logits[first + k] as number;
    let sum = 0;
    for (let k = 0; k < size; k++) sum += Math.exp((logits[first + k] as number) - most);
    sums[i] = (sums[i] as number) + most + Math.log(sum) - (logits[first + chosen(i)] as number);
  }
}
