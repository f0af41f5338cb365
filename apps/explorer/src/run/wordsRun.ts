import type { ReadToken } from '@latentkit/models';
import type { WordsCard } from '../bundle/index.ts';
import type { Run } from './run.ts';

/** A text-to-image run in the page. */
export interface WordsRun {
  readonly card: WordsCard;
  /** Reads sequences token by token; a reader of its own for each drawing. */
  reader(sequences: number): ReadToken;
  /** Indices [images, rows, columns] → images [images, …exampleShape]. */
  imageOf(indices: ArrayLike<number>): Promise<Float32Array>;
}

/** What a site holds. */
export type AnyRun = Run | WordsRun;

export const isWords = (run: AnyRun): run is WordsRun => 'tokens' in run.card;

export const isLatent = (run: AnyRun): run is Run => !isWords(run);
