import type { Run } from '../run/run.ts';
import type { WordsRun } from '../run/wordsRun.ts';

/** What a view is given: the run chosen in the header, then the one beside it, if any; a text-to-image run apart. */
export interface ViewProps {
  readonly runs: readonly Run[];
  readonly words?: WordsRun;
}
