import type { Split } from '@latentkit/datasets';

/** Observations as a run's model takes them, and where they come from. */
export interface RowsOfRun extends Split {
  /** Which row of its file or array each is, counted from 0. */
  readonly rows: Int32Array;
  /** The name of each class, where classes have names. */
  readonly classes?: readonly string[];
  /** What was decided while they were read, a line each. */
  readonly notes: readonly string[];
}
