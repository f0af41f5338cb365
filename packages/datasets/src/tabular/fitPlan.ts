import { expected } from '@latentkit/errors';
import type { BoundColumn } from './boundColumns.ts';
import type { Plan, PlannedColumn } from './plan.ts';

/**
 * The plan with the numbers of the training rows: mean and deviation (of n, as scikit-learn's StandardScaler) of each feature in float64 and two
 * passes, the share of ones and of each category. A feature that is constant in these rows is left out.
 *
 * @param columns the plan's, bound to the table
 * @throws `FILE_FORMAT` for numbers whose squares are beyond float64
 */
export function fitPlan(plan: Plan, columns: readonly BoundColumn[], rows: Int32Array, file: string): Plan {
  const bound = new Map(columns.map((column) => [column.planned.name, column]));
  return {
    ...plan,
    columns: plan.columns.map((column) => {
      const at = bound.get(column.name)?.at;
      return at ? fitted(column, at, rows, file) : column;
    }),
  };
}

function fitted(column: PlannedColumn, at: (row: number) => number, rows: Int32Array, file: string): PlannedColumn {
  const { name } = column;
  if (column.kind === 'categorical') {
    const counts = column.categories.map(() => 0);
    for (const row of rows) {
      const code = at(row);
      if (!Number.isNaN(code)) counts[code] = (counts[code] as number) + 1;
    }
    const known = counts.reduce((sum, count) => sum + count, 0);
    return { ...column, shares: counts.map((count) => count / Math.max(1, known)) };
  }
  if (column.kind !== 'feature' && column.kind !== 'boolean') return column;
  let [origin, sum, count, least, most] = [0, 0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    const value = at(row);
    if (Number.isNaN(value)) continue;
    // From the first number on, so that a column far from 0 loses no digits in the sum.
    if (count === 0) origin = value;
    sum += value - origin;
    count++;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const mean = origin + sum / count;
  if (column.kind === 'boolean') return { ...column, mean: count === 0 ? 0 : mean };
  if (count === 0) return { name, kind: 'left out', because: 'it is empty in the training rows' };
  // Sums of equal numbers are rounded, so that a deviation of them need not be 0.
  if (least === most) return { name, kind: 'constant', value: least };
  let squares = 0;
  for (const row of rows) {
    const value = at(row);
    if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  }
  const deviation = Math.sqrt(squares / count);
  if (Number.isFinite(deviation) && deviation > 0) return { ...column, mean, deviation };
  throw expected({
    where: file,
    expected: `numbers in column ${JSON.stringify(name)} whose squares float64 holds`,
    received: `some from ${least} to ${most}`,
    todo: 'Scale the column, or leave it out.',
    code: 'FILE_FORMAT',
  });
}
