import type { Split, UnknownCell } from '@latentkit/datasets';

/** Observations as a run's model takes them, and where they come from. */
export interface RowsOfRun extends Split {
  /** Which row of its file or array each is, counted from 0. */
  readonly rows: Int32Array;
  /** The name of each class, where classes have names. */
  readonly classes?: readonly string[];
  /** Cells of a table that hold what no training row held, where they were asked for: shares and means stand there. */
  readonly unknown?: readonly UnknownCell[];
  /** What was decided while they were read, one line each. */
  readonly notes: readonly string[];
}
