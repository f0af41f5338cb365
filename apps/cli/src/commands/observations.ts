import type { HostArray } from '@latentkit/core';
import { columnSpans, likeliest, unstandardize } from '@latentkit/datasets';
import { expected } from '@latentkit/errors';
import { gridOf, inRows } from '@latentkit/report';
import type { OpenRun } from '@latentkit/runs';
import { type Column, csv, imageGrid } from '@latentkit/viz';
import { checkEnding, pictures, writeOut, writePicture } from './writeOut.ts';

/** What the help says of `--out` where observations are written. */
export const outHelp = (name: string) =>
  `picture to write, .png or .svg, or .csv for numbers (default: ${name}.png of images, else ${name}.csv)`;

/** Refuse a name before any work is done for it; none is chosen later. */
export function checkOut(out: string | undefined): void {
  if (out !== undefined) checkEnding(out, [...pictures, '.csv']);
}

/** The path that was given, or one that suits what the model gives. */
export function outOf({ model }: OpenRun, out: string | undefined, name: string): string {
  return out ?? `${name}.${model.exampleShape.length > 1 ? 'png' : 'csv'}`;
}

export const isTable = (path: string) => path.endsWith('.csv');

/** Observations [rows, …one] as a picture, or as a table in the units of the data. */
export async function writeObservations(
  path: string,
  { run, title, y }: { run: OpenRun; title: string; y: HostArray },
): Promise<void> {
  if (isTable(path)) await writeOut(path, csv(observationColumns(run, y)));
  else await writePicture(path, imageGrid(gridOf(title, y.shape.slice(1), inRows(y))).svg());
}

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
): Column[] {
  const { standardization, columns, plan } = trainedOn;
  const size = values.length / (shape[0] as number);
  const numbers = standardization ? unstandardize(values, checked(path, standardization, size)) : values;
  const rows = shape[0] as number;
  const of = <Value>(value: (row: number) => Value) => Array.from({ length: rows }, (_, row) => value(row));
  const numbersOf = (column: number) => ({
    name: `${columns?.length === size ? columns[column] : `y${column}`}${suffix}`,
    values: of((row) => numbers[row * size + column] as number),
  });
  const spans = plan && columnSpans(plan);
  if (!spans || columns?.length !== size) return Array.from({ length: size }, (_, column) => numbersOf(column));
  return spans.map(({ name, categories, from }) => {
    if (!categories) return numbersOf(from);
    const at = (row: number) => likeliest(numbers, row * size + from, categories.length);
    return { name: `${name}${suffix}`, values: of((row) => categories[at(row)] as string) };
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
    todo: 'Put it back as `latentkit train` wrote it.',
    code: 'RUN',
  });
}
