import { counted, expected } from '@latentkit/errors';
import type { Column } from '../csv.ts';
import { cells } from '../layers/cells.ts';
import { type Interval, intervalOf } from '../panel/interval.ts';
import { panel } from '../panel/panel.ts';
import { type Axis, axisTitle, type NamedAxis } from '../panel/scale.ts';
import { inWords } from '../panel/tickLabels.ts';
import { heatColor, signedColor } from '../svg/colorScale.ts';
import { type Figure, figure } from './figure.ts';

/** A matrix as colours, e.g. a confusion matrix, or the weights of a unit as an image. */
export interface Heatmap {
  readonly title: string;
  /** The columns; their names may be left out. */
  readonly x: NamedAxis;
  /** The rows. */
  readonly y: NamedAxis;
  readonly rows: number;
  readonly columns: number;
  /** What the numbers are. On a logarithmic scale zeros stay empty. */
  readonly value: Axis;
  /** [rows, columns], row by row, the first row at the top */
  readonly values: ArrayLike<number>;
}

const where = 'heatmap';

/**
 * A matrix as coloured cells with a colour bar; each number is written into its cell where all fit. With numbers
 * on both sides of zero the colours are blue below it and red above, as far each way.
 *
 * @param chart values [rows, columns], finite; `rows` names for y and `columns` names for x, or none
 * @returns 520 pixels wide unless its look says otherwise, the height follows, so that cells are square; columns, one row per cell: y, x (a name, or a
 *   place from 0) and the value
 * @throws EMPTY without cells; SHAPE for lengths that do not fit; NOT_FINITE; RANGE for negative numbers on a logarithmic scale
 * @example
 * heatmap({ title: 'Confused', x: { label: 'predicted', names: ['3', '8'] }, y: { label: 'true', names: ['3', '8'] }, rows: 2, columns: 2,
 *   value: { label: 'images' }, values: [95, 5, 12, 88] });
 */
export function heatmap(chart: Heatmap): Figure {
  requireMatrix(chart);
  const { value, values, rows, columns } = chart;
  const { low, high, signed } = range(chart);
  const unit = value.log ? Math.log10 : (number: number) => number;
  const place = (number: number) => (unit(number) - unit(low)) / (unit(high) - unit(low));
  const layer = cells({
    rows,
    columns,
    places: Float64Array.from(values, (number) => (value.log && number === 0 ? Number.NaN : place(number))),
    word: (i) => inWords(values[i] as number).replace('-', '−'),
    bar: { axis: value, low, high },
    color: (t, { heat }) => (signed ? signedColor(t) : heatColor(t, heat.cells)),
    summary: describe(chart),
  });
  const style = { where, width: 520, height: 480, margin: { x: 0, y: 0 }, aspect: 'cells' as const };
  return figure(
    { title: chart.title, where },
    (look) => panel(chart, [layer], look, style),
    () => columnsOf(chart),
  );
}

function columnsOf({ x, y, columns, value, values }: Heatmap): Column[] {
  const each = <T>(of: (i: number) => T) => Array.from({ length: values.length }, (_, i) => of(i));
  const [row, column] = [(i: number) => Math.floor(i / columns), (i: number) => i % columns];
  return [
    { name: axisTitle(y), values: each((i) => y.names?.[row(i)] ?? row(i)) },
    { name: axisTitle(x), values: each((i) => x.names?.[column(i)] ?? column(i)) },
    { name: axisTitle(value), values },
  ];
}

/** What the ends of the colours stand for. */
function range({ value, values }: Heatmap): { low: number; high: number; signed: boolean } {
  const shown = Array.from(values).filter((number) => !value.log || number > 0);
  const { low, high } = intervalOf(shown) ?? { low: 1, high: 10 };
  if (low < 0 && high > 0) {
    const reach = Math.max(-low, high);
    return { low: -reach, high: reach, signed: true };
  }
  if (high > low) return { low, high, signed: false };
  return value.log
    ? { low: low / 2, high: 2 * high, signed: false }
    : { low, high: high + (Math.abs(high) || 1), signed: false };
}

function requireMatrix({ rows, columns, values, value, x, y }: Heatmap): void {
  const refuse = (wanted: string, received: string, todo: string, code: string) =>
    expected({ where, expected: wanted, received, todo, code });
  if (values.length === 0) throw refuse('at least one cell', 'none', 'Draw the figure when there is data.', 'EMPTY');
  if (!Number.isInteger(rows) || !Number.isInteger(columns) || rows * columns !== values.length) {
    const todo = 'Give the values row by row, [rows, columns].';
    throw refuse(`${rows} × ${columns} values`, String(values.length), todo, 'SHAPE');
  }
  const named = [
    { axis: x, count: columns },
    { axis: y, count: rows },
  ];
  for (const { axis, count } of named) {
    if (axis.names === undefined || axis.names.length === count) continue;
    const todo = 'Name all of them, or none.';
    throw refuse(`${count} names on the axis ${axis.label}`, String(axis.names.length), todo, 'SHAPE');
  }
  for (let i = 0; i < values.length; i++) {
    const number = values[i] as number;
    if (Number.isFinite(number) && !(value.log && number < 0)) continue;
    const received = `${number} in row ${Math.floor(i / columns)}, column ${i % columns}`;
    const code = Number.isFinite(number) ? 'RANGE' : 'NOT_FINITE';
    throw refuse(value.log ? 'numbers from zero up' : 'finite numbers', received, 'Check what was counted.', code);
  }
}

function describe({ rows, columns, values, value }: Heatmap): string {
  const { low, high } = intervalOf(Array.from(values)) as Interval;
  return `${value.label} in ${counted(rows, 'row')} and ${counted(columns, 'column')}, from ${inWords(low)} to ${inWords(high)}.`;
}
