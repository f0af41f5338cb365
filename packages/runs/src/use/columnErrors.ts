import type { Table } from '@latentkit/core';
import { type ColumnSpan, columnSpans } from '@latentkit/datasets';
import type { OpenRun } from '../folder/openRun.ts';

/** How far each column of each row is from what a model makes of it. */
export interface ColumnErrors {
  /** What the columns are, and where they lie in a row. */
  readonly columns: readonly ColumnSpan[];
  /** [rows, columns]: of numbers (y − ỹ)², standardised as the model sees them; of a category or boolean −log ỹ of what it is, in nats. */
  readonly values: Float32Array;
}

/** What a softmax in float32 can give. */
export const least = 1e-38;

/**
 * @param y [rows, columns]
 * @param made ỹ, of the same shape
 */
export function columnErrors(
  y: Table,
  made: ArrayLike<number>,
  { plan, columns }: Pick<OpenRun['trainedOn'], 'plan' | 'columns'>,
): ColumnErrors {
  const [rows, width] = y.shape as [number, number];
  const spans: readonly ColumnSpan[] = plan ? columnSpans(plan) : numbersOf(width, columns);
  const values = new Float32Array(rows * spans.length);
  for (let row = 0, to = 0; row < rows; row++) {
    for (const { kind, from, size } of spans) {
      const at = row * width + from;
      let sum = 0;
      for (let i = at; i < at + size; i++) {
        const [value, guess] = [(y.values[i] as number) * y.scale, made[i] as number];
        if (kind === 'feature') sum += (guess - value) ** 2;
        else if (value > 0) sum -= value * Math.log(Math.max(least, guess));
        if (kind === 'boolean' && value < 1) sum -= (1 - value) * Math.log(Math.max(least, 1 - guess));
      }
      values[to++] = sum;
    }
  }
  return { columns: spans, values };
}

const numbersOf = (width: number, names: readonly string[] | undefined): ColumnSpan[] =>
  Array.from({ length: width }, (_, from) => ({ name: names?.[from] ?? `y${from}`, kind: 'feature', from, size: 1 }));
