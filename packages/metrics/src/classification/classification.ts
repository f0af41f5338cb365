import { type Confusion, confusion } from './confusion.ts';

/** What a classifier of codes says of a test set. */
export interface Classification {
  /** Share of the examples that were given their own class, 0 … 1. */
  readonly accuracy: number;
  /** The class each example was given, [n]. */
  readonly predicted: Int32Array;
  /** Counts [classes, classes], actual by predicted. */
  readonly confusion: Confusion;
}

export function classification(actual: Int32Array, predicted: Int32Array, classes: number): Classification {
  const right = actual.reduce((sum, label, i) => sum + (label === predicted[i] ? 1 : 0), 0);
  return { accuracy: right / actual.length, predicted, confusion: confusion(actual, predicted, classes) };
}

/** One more than the greatest label of either. */
export function classesOf(train: { labels: Int32Array }, test: { labels: Int32Array }): number {
  const greatest = (labels: Int32Array) => labels.reduce((most, label) => Math.max(most, label), 0);
  return 1 + Math.max(greatest(train.labels), greatest(test.labels));
}
