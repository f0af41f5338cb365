import type { Table } from '@latentkit/core';
import { counted } from '@latentkit/errors';
import { vocabulary, wordsOf } from './vocabulary.ts';

/** Captions of the splits of a data set as numbers of the words of all of them. */
export interface CaptionTables {
  readonly words: readonly string[];
  /** [rows, words of the longest caption of any split], one for each list of captions. */
  readonly tables: readonly Table[];
  /** How long captions are, how many words there are, and how many images have none. */
  readonly notes: readonly string[];
}

/**
 * Lists of captions as tables of word numbers, by one vocabulary and of one length: of `a cat` and `a dog` the words are a, cat and dog.
 */
export function captionTables(splits: readonly (readonly string[])[]): CaptionTables {
  const captions = splits.flat();
  const { words, encode } = vocabulary(captions);
  const length = captions.reduce((most, caption) => Math.max(most, wordsOf(caption).length), 1);
  const without = captions.filter((caption) => caption === '').length;
  return {
    words,
    tables: splits.map((split) => encode(split, length)),
    notes: [
      ...(without > 0 ? [counted(without, 'image has no caption', 'images have no caption')] : []),
      `captions have at most ${counted(length, 'word')}, ${words.length} different ones in all`,
    ],
  };
}
