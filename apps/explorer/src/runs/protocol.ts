import type { RunSummary, Unreadable } from '@latentkit/runs';

/** `runs.json` of the page of all runs. */
export interface RunsIndex {
  readonly folder: string;
  /** Oldest first. */
  readonly runs: readonly RunRow[];
  readonly unreadable: readonly Unreadable[];
}

/** A run in the table. */
export interface RunRow extends RunSummary {
  /** Its name in addresses of this page. */
  readonly id: string;
  /** Epochs that it is asked for. */
  readonly asked: number;
  /** In plain words, defaults included: 'latent dimensions' → '20'. */
  readonly settings: Readonly<Record<string, string>>;
  /** Training cost of the last epoch, mean over its examples. */
  readonly trainCost?: number;
  /** On the test split after it, per example. */
  readonly testCost?: number;
  readonly error?: string;
  /** Changes with `metrics.jsonl`. */
  readonly revision: string;
  readonly report: boolean;
  /** The epoch of the last frame of its course, `now.svg`. */
  readonly now?: number;
  /** Names of figures, each with `.svg`, `.png` and `.csv`. */
  readonly figures: readonly string[];
  /** What goes on with a run that has not come to its end. */
  readonly resume?: string;
}

/** `runs/<id>/curves.json`: numbers over steps, thinned to means of equal windows. */
export interface RunCurves {
  readonly steps: number;
  readonly stepsPerEpoch: number;
  /** What the run is judged by: each batch, and the test split after each epoch. */
  readonly train: Line;
  readonly test: Line;
  readonly learningRate: Line;
  /** At the steps that were logged with it; empty for runs of older versions. */
  readonly gradientNorm: Line;
  /** The terms of the objective, unweighted. */
  readonly terms: Readonly<Record<string, Line>>;
}

export interface Line {
  readonly step: readonly number[];
  readonly value: readonly number[];
}
