import { counted, expected } from '@latentkit/errors';
import type { Column } from '../csv.ts';
import { type Axis, axisTitle } from '../panel/scale.ts';
import { inWords } from '../panel/tickLabels.ts';
import { heatColor } from '../svg/colorScale.ts';
import { element, round } from '../svg/element.ts';
import { requireSide, svgDocument } from '../svg/svgDocument.ts';
import { textElement } from '../svg/textElement.ts';
import { wrap } from '../svg/textWidth.ts';
import { type Look, type Theme, themeNamed } from '../svg/theme.ts';
import { type Figure, figure } from './figure.ts';

/** An axis beside others: of numbers, or of names. */
export interface ParallelAxis extends Axis {
  /** What 0, 1, 2, … stand for. */
  readonly names?: readonly string[];
}

/** Many numbers of many things, e.g. the settings of trials and what came of them. */
export interface ParallelCoordinates {
  readonly title: string;
  /** At least two. */
  readonly axes: readonly ParallelAxis[];
  /** [lines, axes], row by row */
  readonly values: ArrayLike<number>;
  /** Position of each line on the colour scale of energies, 0 to 1; the darkest lies on top. */
  readonly colors: ArrayLike<number>;
}

const where = 'parallelCoordinates';
const [pad, titleSize, labelSize, tickSize] = [16, 15, 12, 11];

/**
 * A line per thing over upright axes side by side, with a dot on the last axis.
 *
 * @param chart values [lines, axes] with a place on each axis; colours of the lines
 * @returns 720 × 380 pixels unless its look says otherwise; columns, one row per line: each axis, and the colour
 * @throws EMPTY without lines or with fewer than two axes; SHAPE for lengths that do not fit; NOT_FINITE for a value without a place on its axis
 * @example
 * parallelCoordinates({ title: 'Trials', axes: [{ label: 'β' }, { label: 'optimizer', names: ['adam', 'sgd'] }, { label: 'test cost' }],
 *   values: [1, 0, 98, 4, 1, 120], colors: [1, 0] });
 */
export function parallelCoordinates(chart: ParallelCoordinates): Figure {
  const { axes, values, colors } = chart;
  check(chart);
  const scales = axes.map((axis, a) =>
    scaleOf(
      axis,
      Array.from(colors, (_, i) => values[i * axes.length + a] as number),
    ),
  );
  return figure(
    { title: chart.title, where },
    (look) => draw(chart, scales, look),
    () => columnsOf(chart),
  );
}

function check({ axes, values, colors }: ParallelCoordinates): void {
  const fail = (wanted: string, received: string, todo: string, code: string) =>
    expected({ where, expected: wanted, received, todo, code });
  if (axes.length < 2 || colors.length === 0)
    throw fail(
      'two axes and a line',
      `${counted(axes.length, 'axis', 'axes')}, ${counted(colors.length, 'line')}`,
      'Give more of them.',
      'EMPTY',
    );
  if (values.length !== axes.length * colors.length)
    throw fail(
      `${counted(axes.length * colors.length, 'value')}`,
      String(values.length),
      'Give [lines, axes], row by row.',
      'SHAPE',
    );
  for (let i = 0; i < values.length; i++) {
    const [axis, value] = [axes[i % axes.length] as ParallelAxis, values[i] as number];
    const isThere =
      Number.isFinite(value) && !(axis.log && value <= 0) && (axis.names?.[value] !== undefined || !axis.names);
    if (!isThere)
      throw fail(
        `a value with a place on the axis ${axis.label}`,
        String(value),
        'Leave such lines out.',
        'NOT_FINITE',
      );
  }
}

interface Scale {
  /** From 0 below to 1 above. */
  place(value: number): number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

function scaleOf({ names, log }: ParallelAxis, values: readonly number[]): Scale {
  if (names) {
    const place = (i: number) => (names.length === 1 ? 0.5 : i / (names.length - 1));
    return { place, ticks: names.map((text, i) => ({ at: place(i), text })) };
  }
  const unit = log ? Math.log : (value: number) => value;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const place = (value: number) => (low === high ? 0.5 : (unit(value) - unit(low)) / (unit(high) - unit(low)));
  const middle = log ? Math.sqrt(low * high) : (low + high) / 2;
  // Whole numbers have no half between them.
  const isBetween = Number.isInteger(middle) || ![low, high].every(Number.isInteger) || high - low > 100;
  const shown = low === high ? [low] : isBetween ? [low, middle, high] : [low, high];
  return { place, ticks: shown.map((value) => ({ at: place(value), text: inWords(value).replace('-', '−') })) };
}

function draw({ title, axes, values, colors }: ParallelCoordinates, scales: readonly Scale[], look: Look): string {
  const { width = 720, height = 380 } = look;
  const theme = themeNamed(look.theme ?? 'light', where);
  requireSide('width', width, where);
  requireSide('height', height, where);
  const heading = wrap(title, titleSize, width - 2 * pad, true);
  const apart = (width - 2 * pad) / axes.length;
  const labels = axes.map((axis) => wrap(axisTitle(axis), labelSize, apart - 8));
  const deepest = Math.max(...labels.map(({ length }) => length));
  const [top, bottom] = [pad + heading.length * 19 + deepest * 15 + 10, height - pad];
  const x = (a: number) => pad + apart * (a + 0.5);
  const y = (at: number) => bottom - 4 - at * (bottom - top - 8);
  const order = Array.from(colors, (_, i) => i).sort((a, b) => (colors[a] as number) - (colors[b] as number));
  const points = (i: number) =>
    scales.map(({ place }, a) => `${round(x(a))} ${round(y(place(values[i * axes.length + a] as number)))}`);
  const colorOf = (i: number) => heatColor(colors[i] as number, theme.heat.marks);
  const lines = order.map((i) => element('path', { d: `M${points(i).join('L')}`, stroke: colorOf(i) }));
  const last = axes.length - 1;
  const dots = Array.from(colors, (_, i) =>
    element('circle', {
      cx: x(last),
      cy: y((scales[last] as Scale).place(values[i * axes.length + last] as number)),
      r: 3.5,
      fill: colorOf(i),
    }),
  );
  return svgDocument(
    { title, description: describe(axes, colors.length) },
    { width, height, theme },
    ...heading.map((text, i) =>
      textElement(text, { x: pad, y: pad + 12 + i * 19, size: titleSize, fill: theme.text, bold: true }),
    ),
    ...labels.flatMap((of, a) =>
      of.map((text, i) =>
        textElement(text, {
          x: x(a),
          y: top - 8 - (of.length - 1 - i) * 15,
          size: labelSize,
          fill: theme.text,
          anchor: 'middle',
        }),
      ),
    ),
    ...axes.map((_, a) =>
      element('path', { d: `M${round(x(a))} ${top}V${bottom}`, stroke: theme.axis, 'stroke-width': 1 }),
    ),
    element('g', { fill: 'none', 'stroke-width': 1.4, 'stroke-opacity': 0.75, 'stroke-linejoin': 'round' }, ...lines),
    element('g', { 'fill-opacity': 0.9 }, ...dots),
    ...scales.flatMap(({ ticks }, a) => ticks.map(({ at, text }) => tick(text, x(a), y(at), theme))),
  );
}

/** A word beside its axis, with a rim that lines do not cross. */
function tick(text: string, x: number, y: number, theme: Theme): string {
  const style = { x: x + 6, y: y + 4, size: tickSize, fill: theme.muted };
  const rim = { stroke: theme.background, 'stroke-width': 3, 'stroke-linejoin': 'round' };
  return element('g', rim, textElement(text, style)) + textElement(text, style);
}

const describe = (axes: readonly ParallelAxis[], count: number) =>
  `${count} ${count === 1 ? 'line' : 'lines'} over the axes ${axes.map((axis) => axisTitle(axis)).join(', ')}.`;

function columnsOf({ axes, values, colors }: ParallelCoordinates): Column[] {
  const lines = Array.from(colors, (_, i) => i);
  return [
    ...axes.map((axis, a) => ({
      name: axisTitle(axis),
      values: axis.names
        ? lines.map((i) => axis.names?.[values[i * axes.length + a] as number] as string)
        : lines.map((i) => values[i * axes.length + a] as number),
    })),
    { name: 'colour', values: Array.from(colors) },
  ];
}
