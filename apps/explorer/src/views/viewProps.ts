import type { Run } from '../run/run.ts';

/** What a view is given: the run chosen in the header, then the one beside it, if any. */
export interface ViewProps {
  readonly runs: readonly Run[];
}
