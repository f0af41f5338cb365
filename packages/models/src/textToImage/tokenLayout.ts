import type { ImageCodes } from '../imageCodes/imageCodes.ts';

/**
 * Which words and indices are tokens, and in which order they stand: all that draws need to know of a model. Tokens are rows of one table:
 *
 *     0                        the start
 *     1 … words                the words
 *     words + 1 + i            no word at place i of a caption
 *     words + 1 + length + k   index k of an image
 *
 * A sequence is the start, `textLength` words and then the indices of an image, row after row.
 */
export interface TokenLayout {
  /** Word i + 1 is `words[i]`, and 0 is no word. */
  readonly words: readonly string[];
  /** Words of the longest caption. */
  readonly textLength: number;
  /** Rows and columns of indices. */
  readonly grid: readonly [rows: number, columns: number];
  /** Indices of one cell of the picture, which stand after one another in a row of the grid. */
  readonly planes: number;
  /** Indices are 0 … size − 1. */
  readonly size: number;
}

/**
 * The layout of a model's tokens.
 *
 * @example
 * const codes = convolutionalDiscreteVariationalAutoencoder({ imageShape: [4, 4, 1], filters: [2], codebookSize: 3 });
 * tokenLayout(textToImageModel(codes, { words: ['red'], textLength: 2, width: 8, heads: 2, depth: 1 })).grid; // [2, 2]
 */
export function tokenLayout({
  options: { words, textLength },
  codes,
}: {
  readonly options: Pick<TokenLayout, 'words' | 'textLength'>;
  readonly codes: ImageCodes;
}): TokenLayout {
  const { planes = 1 } = codes as { readonly planes?: number };
  return { words, textLength, grid: codes.grid, planes, size: codes.size };
}

type Words = Pick<TokenLayout, 'words' | 'textLength'>;

/** How many tokens there are. */
export function tokenCount({ words, textLength }: Words, { size }: { readonly size: number }): number {
  return words.length + 1 + textLength + size;
}

/** The token of index 0 of an image. */
export function firstImageToken({ words, textLength }: Words): number {
  return words.length + 1 + textLength;
}

/** The token of a word, or of none (0), at a place of a caption. */
export function wordToken(word: number, place: number, { words }: Words): number {
  return word > 0 ? word : words.length + 1 + place;
}
