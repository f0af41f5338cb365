import type { Table } from '@latentkit/core';
import { counted } from '@latentkit/errors';
import { vocabulary, wordsOf } from './vocabulary.ts';

/** Captions of the splits of a data set as numbers of the words of all of them. */
export interface CaptionTables {
  readonly words: readonly string[];
  /** [rows, words of the longest caption of any split], one for each list of captions. */
  readonly tables: readonly Table[];
  readonly note: string;
}

/**
 * Lists of captions as tables of word numbers, by one vocabulary and of one length: of `a cat` and `a dog` the words are a, cat and dog.
 */
export function captionTables(splits: readonly (readonly string[])[]): CaptionTables {
  const { words, encode } = vocabulary(splits.flat());
  const length = splits.flat().reduce((most, caption) => Math.max(most, wordsOf(caption).length), 1);
  const note = `captions of at most ${counted(length, 'word')}, of ${words.length} different ones`;
  return { words, tables: splits.map((captions) => encode(captions, length)), note };
}
