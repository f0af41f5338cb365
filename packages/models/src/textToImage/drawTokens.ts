import { streams, type Table } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { type ChoiceOptions, chooseIndex, narrowed } from './chooseIndex.ts';
import { firstImageToken, type TokenLayout, wordToken } from './tokenLayout.ts';

/** Logits of the token after the one that was read: `text` [sequences · (words + 1)], `image` [sequences · size]. */
export interface NextLogits {
  readonly text: ArrayLike<number>;
  readonly image: ArrayLike<number>;
}

/** Reads a token of each sequence at a position; those before it are remembered. */
export type ReadToken = (tokens: Int32Array, position: number) => Promise<NextLogits>;

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
 * The draws of `sampleIndices` from whatever reads tokens: a compiled step, or the `step.onnx` of an exported run in a page.
 *
 * @returns one event per token, after those that are given
 * @example
 * const layout = { words: ['red'], textLength: 1, grid: [1, 2], planes: 1, size: 3 } as const;
 * const even = async () => ({ text: [0, 0], image: [0, 0, 0] });
 * const text = { values: Int32Array.of(1), shape: [1, 1], scale: 1 };
 * for await (const { cells, energies } of drawTokens(even, layout, { text })) energies.image[0]; // cells · log 3
 */
export async function* drawTokens(
  read: ReadToken,
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
  for (let position = 0; position < textLength + cells; position++) {
    const tokens = tokensAt(layout, { position, sequences, text, indices });
    const next = await read(tokens, position);
    const cell = position - textLength;
    if (cell < 0) {
      const word = (i: number) => text.values[i * textLength + position] as number;
      addEnergies(energies.text, next.text, { size: layout.words.length + 1, chosen: word });
      continue;
    }
    const logits = guided(next.image, { images, size, guidance });
    const uniform = fillUniform(new Float32Array(images * size), { seed, stream: streams.samples, step: cell });
    for (let i = 0; i < images; i++) {
      const own = logits.subarray(i * size, (i + 1) * size);
      own.set(narrowed(own, options));
      indices[i * cells + cell] =
        cell < start ? (given[i * start + cell] as number) : chooseIndex(own, uniform.subarray(i * size));
    }
    const index = (i: number) => indices[i * cells + cell] as number;
    addEnergies(energies.image, next.image, { size, chosen: index });
    if (cell < start) continue;
    const now = { text: energies.text.slice(), image: energies.image.slice() };
    yield { cells: cell + 1, indices: indices.slice(), logits, energies: now };
  }
}

/** What stands at a position: the start, a word or none, or an index. */
function tokensAt(
  layout: TokenLayout,
  { position, sequences, text, indices }: { position: number; sequences: number; text: Table; indices: Int32Array },
): Int32Array {
  const { textLength } = layout;
  const images = text.shape[0] as number;
  const cells = indices.length / images;
  return Int32Array.from({ length: sequences }, (_, sequence) => {
    if (position === 0) return 0;
    const [image, place] = [sequence % images, position - 1];
    if (place >= textLength) return firstImageToken(layout) + (indices[image * cells + place - textLength] as number);
    const word = sequence < images ? (text.values[image * textLength + place] as number) : 0;
    return wordToken(word, place, layout);
  });
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

/** Adds −log softmax(l)ₖ of each image's own k. */
function addEnergies(
  sums: Float64Array,
  logits: ArrayLike<number>,
  { size, chosen }: { size: number; chosen: (image: number) => number },
): void {
  for (let i = 0; i < sums.length; i++) {
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < size; k++) most = Math.max(most, logits[i * size + k] as number);
    let sum = 0;
    for (let k = 0; k < size; k++) sum += Math.exp((logits[i * size + k] as number) - most);
    sums[i] = (sums[i] as number) + most + Math.log(sum) - (logits[i * size + chosen(i)] as number);
  }
}
