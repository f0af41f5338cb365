import { columnSpans, likeliest, unstandardize } from '@latentkit/datasets';
import { expected } from '@latentkit/errors';
import type { OpenRun } from '../folder/openRun.ts';

/** A column in the units of the data: numbers, or the names of categories. */
export type ObservationColumn = { readonly name: string } & (
  | { readonly type: 'float'; readonly values: number[] }
  | { readonly type: 'text'; readonly values: string[] }
);

/**
 * The numbers of observations [rows, …one], a column each, in the units and by the names that the run's data had; y0, y1, … where it had none. The
 * columns of a categorical one are one column again, of the likeliest category.
 *
 * @param suffix after each name
 * @throws RUN where the run's standardisation is of other numbers
 */
export function observationColumns(
  { path, trainedOn }: Pick<OpenRun, 'path' | 'trainedOn'>,
  { values, shape }: { readonly values: ArrayLike<number>; readonly shape: readonly number[] },
  suffix = '',
): ObservationColumn[] {
  const { standardization, columns, plan } = trainedOn;
  const size = shape.slice(1).reduce((product, length) => product * length, 1);
  const numbers = standardization ? unstandardize(values, checked(path, standardization, size)) : values;
  const rows = shape[0] as number;
  const of = <Value>(value: (row: number) => Value) => Array.from({ length: rows }, (_, row) => value(row));
  const numbersOf = (column: number): ObservationColumn => ({
    type: 'float',
    name: `${columns?.length === size ? columns[column] : `y${column}`}${suffix}`,
    values: of((row) => numbers[row * size + column] as number),
  });
  const spans = plan && columnSpans(plan);
  if (!spans || columns?.length !== size) return Array.from({ length: size }, (_, column) => numbersOf(column));
  return spans.map(({ name, categories, from }) => {
    if (!categories) return numbersOf(from);
    const at = (row: number) => likeliest(numbers, row * size + from, categories.length);
    return { type: 'text', name: `${name}${suffix}`, values: of((row) => categories[at(row)] as string) };
  });
}

type Standardization = NonNullable<OpenRun['trainedOn']['standardization']>;

function checked(path: string, standardization: Standardization, size: number): Standardization {
  const { mean, deviation } = standardization;
  const fits = (list: unknown) => Array.isArray(list) && list.length === size && list.every(Number.isFinite);
  if (fits(mean) && fits(deviation)) return standardization;
  throw expected({
    where: `${path}/run.json, data.standardization`,
    expected: `${size} means and deviations`,
    received: JSON.stringify(standardization).slice(0, 60),
    todo: 'Restore it as `latentkit train` wrote it.',
    code: 'RUN',
  });
}
