import type { Table } from '@latentkit/core';
import { counted, expected } from '@latentkit/errors';
import { nearestWord } from './nearestWord.ts';

/** Words as numbers from 1; 0 is no word. */
export interface Vocabulary {
  /** Word i + 1 is `words[i]`, in alphabetical order. */
  readonly words: readonly string[];
  /** One more than there are words. */
  readonly size: number;
  /**
   * Captions as a table of `length` numbers per row, with 0 after the last word. An empty caption is a row of zeros.
   *
   * @throws `CAPTION` for a word that is not known, naming the nearest that is, and for a caption that is too long
   */
  encode(captions: readonly string[], length: number): Table;
  /** The caption of one row of numbers. */
  decode(row: ArrayLike<number>): string;
}

/**
 * The words of captions, split at spaces, in lower case.
 *
 * @example
 * const { words, encode } = vocabulary(['a red circle', 'a blue circle']);
 * encode(['a circle'], 4).values; // [1, 3, 0, 0]
 * words; // ['a', 'blue', 'circle', 'red']
 */
export function vocabulary(captions: readonly string[]): Vocabulary {
  const words = [...new Set(captions.flatMap(wordsOf))].sort();
  const numbers = new Map(words.map((word, i) => [word, i + 1]));
  const numberOf = (word: string, caption: string) => {
    const number = numbers.get(word);
    if (number !== undefined) return number;
    throw expected({
      where: `caption "${caption}"`,
      expected: 'words of the training captions',
      received: `"${word}"`,
      todo: words.length > 0 ? `The nearest known word is "${nearestWord(word, words)}".` : 'No word is known.',
      code: 'CAPTION',
    });
  };
  return {
    words,
    size: words.length + 1,
    encode(captions, length) {
      const values = new Int32Array(captions.length * length);
      for (const [row, caption] of captions.entries()) {
        const said = wordsOf(caption);
        if (said.length > length) throw tooLong(caption, said.length, length);
        said.forEach((word, i) => {
          values[row * length + i] = numberOf(word, caption);
        });
      }
      return { values, shape: [captions.length, length], scale: 1 };
    },
    decode: (row) =>
      Array.from(row)
        .filter((number) => number > 0)
        .map((number) => words[number - 1] ?? '?')
        .join(' '),
  };
}

/** Words of a caption: what lies between spaces and marks. */
export function wordsOf(caption: string): string[] {
  return caption
    .toLowerCase()
    .split(/[\s,.;:!?()"“”]+/)
    .filter(Boolean);
}

function tooLong(caption: string, words: number, length: number) {
  return expected({
    where: `caption "${caption}"`,
    expected: `at most ${counted(length, 'word')}`,
    received: `${words}`,
    todo: 'Shorten the caption, or train on longer ones.',
    code: 'CAPTION',
  });
}
