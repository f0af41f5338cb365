import { counted, expected } from '@latentkit/errors';
import { bars } from '../layers/bars.ts';
import { panel } from '../panel/panel.ts';
import { type Axis, axisTitle } from '../panel/scale.ts';
import { inWords } from '../panel/tickLabels.ts';
import { type Figure, figure } from './figure.ts';

/** A number for each of some names, e.g. the error of each class. */
export interface BarChart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly names: readonly string[];
  /** As many as names. */
  readonly values: readonly number[];
}

const where = 'barChart';
/** Pixels that a name takes at least; where bars are narrower, every nth is named. */
const nameRoom = 26;

/**
 * Bars from 0 to a number each, in the order of their names.
 *
 * @returns 560 × 360 pixels unless its look says otherwise; columns, one row per bar: its name and its number
 * @throws EMPTY without bars; SHAPE where names and values differ in length; NOT_FINITE
 * @example
 * barChart({ title: 'Error by class', x: { label: 'class' }, y: { label: 'error' }, names: ['0', '1'], values: [30, 12] });
 */
export function barChart(chart: BarChart): Figure {
  const { title, names, values, x, y } = chart;
  requireBars(chart);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const summary = `${values.length} bars: ${inWords(low)} lowest, ${inWords(high)} highest.`;
  const style = { where, width: 560, height: 360, margin: { x: 0, y: { low: low < 0 ? 0.05 : 0, high: 0.05 } } };
  return figure(
    { title, where },
    (look) => {
      const every = Math.ceil((names.length * nameRoom) / (look.width ?? style.width));
      const shown = names.map((name, i) => (i % every === 0 ? name : ''));
      return panel({ title, x: { ...x, names: shown }, y }, [bars({ names, values, summary })], look, style);
    },
    () => [
      { name: axisTitle(x), values: names },
      { name: axisTitle(y), values },
    ],
  );
}

function requireBars({ names, values }: BarChart): void {
  const refuse = (wanted: string, received: string, todo: string, code: string) =>
    expected({ where, expected: wanted, received, todo, code });
  if (values.length === 0) throw refuse('at least one bar', 'none', 'Leave the figure out.', 'EMPTY');
  if (names.length !== values.length)
    throw refuse(
      `${counted(names.length, 'value')}, one for each name`,
      String(values.length),
      'Give every bar both.',
      'SHAPE',
    );
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw refuse('finite numbers', `${values[bad]} for ${names[bad]}`, 'Leave such bars out.', 'NOT_FINITE');
}
