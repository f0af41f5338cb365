import { type ColumnSpan, likeliest } from '@latentkit/datasets';
import { type ColumnErrors, type OpenRun, picked, type RowsOfRun, reconstructed, type Scores } from '@latentkit/runs';
import { imageGrid } from '@latentkit/viz';
import type { RunFigure } from '../entry/runFigure.ts';
import { gridOf, isImage } from '../figures/reconstructionsFigure.ts';
import { dataTable } from '../page/html.ts';

/** Columns that are told of each row. */
const mostColumns = 3;

/** Positions of the rows with the highest energy, the first the highest. */
export function worstOf({ energy }: Pick<Scores, 'energy'>, most: number): number[] {
  const rows = Array.from({ length: energy.length }, (_, row) => row);
  return rows.sort((a, b) => (energy[b] as number) - (energy[a] as number)).slice(0, most);
}

/** A table of rows: energy, rank, class, and of a table the columns with the largest errors, in the units of the data. */
export async function worstTable(run: OpenRun, used: RowsOfRun, scores: Scores, rows: readonly number[]) {
  const { energy, rank, errors } = scores;
  const { label, classes } = used;
  const { deviation } = run.trainedOn.standardization ?? {};
  const columns = errors && (await columnsOf(run, used, errors, rows));
  const head = [
    'row',
    'energy',
    ...(rank ? ['rank'] : []),
    ...(label ? ['class'] : []),
    ...(columns ? ['column', 'value', ...(deviation ? ['from the mean'] : []), 'reconstruction', 'of its error'] : []),
  ];
  const lines = rows.flatMap((row, i) => {
    const own = [
      String(used.rows[row]),
      (energy[row] as number).toPrecision(5),
      ...(rank ? [(rank[row] as number).toFixed(4)] : []),
      ...(label ? [classes?.[label.values[row] as number] ?? String(label.values[row])] : []),
    ];
    if (!columns) return [own];
    return (columns[i] as string[][]).map((column, k) => [...(k === 0 ? own : own.map(() => '')), ...column]);
  });
  return dataTable(head, lines);
}

/** The columns of each row with the largest errors: name, value, its distance from the mean, reconstruction, share of the row's error. */
async function columnsOf(run: OpenRun, { y, unknown = [] }: RowsOfRun, errors: ColumnErrors, rows: readonly number[]) {
  const width = y.shape[1] as number;
  const { columns, values } = errors;
  const { mean, deviation } = run.trainedOn.standardization ?? {};
  const some = picked(y, rows);
  const made = (await reconstructed(run, some)).values;
  const shown = (value: number, j: number) =>
    String(Number(((mean?.[j] ?? 0) + (deviation?.[j] ?? 1) * value).toPrecision(5)));
  /** A number in the unit of the data, or the likeliest category. */
  const told = (row: ArrayLike<number>, { from, categories }: ColumnSpan) =>
    categories ? (categories[likeliest(row, from, categories.length)] as string) : shown(row[from] as number, from);
  const fromMean = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toPrecision(2)} σ`;
  return rows.map((row, i) => {
    const own = values.subarray(row * columns.length, (row + 1) * columns.length);
    const sum = own.reduce((total, error) => total + error, 0);
    const largest = columns
      .map((_, j) => j)
      .sort((a, b) => (own[b] as number) - (own[a] as number))
      .slice(0, mostColumns);
    const [numbers, guess] = [some.values, made].map((all) => all.subarray(i * width, (i + 1) * width)) as [
      Float32Array,
      Float32Array,
    ];
    const inUse = numbers.map((value) => value * some.scale);
    return largest.map((j) => {
      const span = columns[j] as ColumnSpan;
      const strange = unknown.find((cell) => cell.row === row && cell.column === span.name);
      return [
        span.name,
        strange?.text ?? told(inUse, span),
        ...(deviation ? [span.kind === 'feature' ? fromMean(inUse[span.from] as number) : ''] : []),
        told(guess, span),
        sum > 0 ? `${((100 * (own[j] as number)) / sum).toFixed(0)} %` : '–',
      ];
    });
  });
}

/** Images, what the model makes of them, and where they differ; undefined for rows that are not images. */
export async function worstImages(run: OpenRun, { y, rows: numbers }: RowsOfRun, rows: readonly number[]) {
  const shape = y.shape.slice(1);
  if (!isImage(shape)) return undefined;
  const some = picked(y, rows);
  const made = (await reconstructed(run, some)).values;
  const errors = Float32Array.from(made, (value, i) => Math.abs(value - (some.values[i] as number) * some.scale));
  const highest = errors.reduce((most, error) => Math.max(most, error), 0);
  const title = 'Rows with the highest energy';
  const grid = gridOf(title, shape, [
    {
      title: 'row',
      images: { values: Float32Array.from(some.values, (value) => value * some.scale), shape: some.shape },
    },
    { title: 'reconstruction', images: { values: made, shape: some.shape } },
    { title: 'error', images: { values: errors.map((error) => error / (highest || 1)), shape: some.shape } },
  ]);
  return Object.assign(imageGrid(grid), {
    name: 'worst',
    title,
    caption: `Rows ${rows.map((row) => numbers[row]).join(', ')}, the highest energy first. The error |y − ỹ| is bright where the model fails, at most ${highest.toPrecision(2)}.`,
  }) satisfies RunFigure;
}
