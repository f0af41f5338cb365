import type { Figure } from '@latentkit/viz';

/** A picture of a run, with its numbers. */
export interface RunFigure extends Figure {
  /** Name of its files. */
  readonly name: string;
  readonly title: string;
  /** What to see in it, one or two sentences. */
  readonly caption: string;
}
