import { expected } from '@latentkit/errors';
import type { BoundColumn, Numbers } from './boundColumns.ts';
import type { Plan, PlannedColumn } from './plan.ts';

/** Fits one column to the training rows, which come in parts: all of them to `first`, then all to `second`. */
interface ColumnFit {
  first(numbers: Numbers, rows: Int32Array): void;
  second(numbers: Numbers, rows: Int32Array): void;
  /** @throws `FILE_FORMAT` for numbers whose squares are beyond float64 */
  done(file: string): PlannedColumn;
}

/** The parts that a table is read in: the plan's columns bound to each, and its training rows. */
export interface TrainingPart {
  readonly columns: readonly BoundColumn[];
  readonly rows: Int32Array;
}

/**
 * The plan with the numbers of the training rows: mean and deviation (of n, as scikit-learn's StandardScaler) of each feature in float64 and two
 * passes, the share of ones and of each category. A feature that is constant in these rows is left out.
 *
 * @param columns the plan's, bound to the table
 * @throws `FILE_FORMAT` for numbers whose squares are beyond float64
 */
export function fitPlan(plan: Plan, columns: readonly BoundColumn[], rows: Int32Array, file: string): Plan {
  const fit = planFit(plan);
  fit.first({ columns, rows });
  fit.second({ columns, rows });
  return fit.done(file);
}

/** The same of a table that comes in parts. */
export function planFit(plan: Plan) {
  const fits = new Map(plan.columns.map((column) => [column.name, columnFit(column)]));
  const each = (pass: 'first' | 'second', { columns, rows }: TrainingPart) => {
    for (const { planned, numbers } of columns) fits.get(planned.name)?.[pass](numbers, rows);
  };
  return {
    first: (part: TrainingPart) => each('first', part),
    second: (part: TrainingPart) => each('second', part),
    done: (file: string): Plan => ({
      ...plan,
      columns: plan.columns.map((column) => fits.get(column.name)?.done(file) ?? column),
    }),
  };
}

function columnFit(column: PlannedColumn): ColumnFit {
  if (column.kind === 'categorical') return categoriesFit(column);
  if (column.kind === 'feature' || column.kind === 'boolean') return numbersFit(column);
  return { first: () => {}, second: () => {}, done: () => column };
}

function categoriesFit(column: Extract<PlannedColumn, { kind: 'categorical' }>): ColumnFit {
  const counts = column.categories.map(() => 0);
  return {
    first(numbers, rows) {
      for (const row of rows) {
        const code = numbers[row] as number;
        if (!Number.isNaN(code)) counts[code] = (counts[code] as number) + 1;
      }
    },
    second: () => {},
    done() {
      const known = counts.reduce((sum, count) => sum + count, 0);
      return { ...column, shares: counts.map((count) => count / Math.max(1, known)) };
    },
  };
}

function numbersFit(column: Extract<PlannedColumn, { kind: 'feature' | 'boolean' }>): ColumnFit {
  const { name } = column;
  let [origin, sum, count, least, most] = [0, 0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let squares = 0;
  const mean = () => origin + sum / count;
  return {
    first(numbers, rows) {
      for (const row of rows) {
        const value = numbers[row] as number;
        if (Number.isNaN(value)) continue;
        // From the first number on, so that a column far from 0 loses no digits in the sum.
        if (count === 0) origin = value;
        sum += value - origin;
        count++;
        if (value < least) least = value;
        if (value > most) most = value;
      }
    },
    second(numbers, rows) {
      const middle = mean();
      for (const row of rows) {
        const value = numbers[row] as number;
        if (!Number.isNaN(value)) squares += (value - middle) ** 2;
      }
    },
    done(file) {
      if (column.kind === 'boolean') return { ...column, mean: count === 0 ? 0 : mean() };
      if (count === 0) return { name, kind: 'left out', because: 'it is empty in the training rows' };
      // Sums of equal numbers are rounded, so that a deviation of them need not be 0.
      if (least === most) return { name, kind: 'constant', value: least };
      const deviation = Math.sqrt(squares / count);
      if (Number.isFinite(deviation) && deviation > 0) return { ...column, mean: mean(), deviation };
      throw expected({
        where: file,
        expected: `numbers in column ${JSON.stringify(name)} whose squares float64 holds`,
        received: `some from ${least} to ${most}`,
        todo: 'Scale the column, or leave it out.',
        code: 'FILE_FORMAT',
      });
    },
  };
}
