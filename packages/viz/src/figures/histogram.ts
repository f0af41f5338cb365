import { counted, expected } from '@latentkit/errors';
import { type Steps, steps } from '../layers/steps.ts';
import { type Upright, uprights } from '../layers/uprights.ts';
import { type Interval, intervalOf } from '../panel/interval.ts';
import { panel } from '../panel/panel.ts';
import { type Axis, axisTitle, hasPlace } from '../panel/scale.ts';
import { inWords } from '../panel/tickLabels.ts';
import { linearTicks } from '../panel/ticks.ts';
import { type Figure, figure } from './figure.ts';
import { requireColors } from './requireColors.ts';

/** Numbers with a name, e.g. the energies of the data. */
export interface HistogramSeries {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

/** How often numbers are how large, in one or several distributions. */
export interface Histogram {
  readonly title: string;
  readonly x: Axis;
  /** The counts: { label: 'count' } by default, e.g. with `log`. */
  readonly y?: Axis;
  /** One to ten. */
  readonly distributions: readonly HistogramSeries[];
  /** Upright lines at places of the x axis, e.g. a threshold; each takes a colour after those of the distributions. */
  readonly marks?: readonly Upright[];
}

const where = 'histogram';
/** About how many over the common range. */
const bins = 60;

/**
 * How often numbers fall into bins that all distributions share. The bins have round edges, and on a logarithmic x axis
 * equal ratios.
 *
 * @param chart distributions of finite numbers (positive on a logarithmic axis), as many in each as there are; marks with a place on the axis
 * @returns 560 × 360 pixels unless its look says otherwise; columns, one row per bin: its edges, then the counts of each distribution
 * @throws EMPTY for no distribution or one without numbers; NOT_FINITE; RANGE for more than ten
 * @example
 * histogram({ title: 'What the model finds plausible', x: { label: 'energy', unit: 'nats' }, y: { label: 'images', log: true },
 *   distributions: [{ name: 'data', values: [80, 90, 95] }, { name: 'noise', values: [300, 310, 350] }] });
 */
export function histogram(chart: Histogram): Figure {
  const y = countAxis(chart);
  const { distributions, marks = [] } = chart;
  const { edges, counts } = count(chart);
  requireColors(distributions.length + marks.length, 'distributions and marks', where);
  const highest = Math.max(...counts.flat());
  // On a logarithmic axis a bin of one stands clear of an empty one.
  const floor = y.log ? 0.6 : 0;
  const drawn = distributions.map(
    (each, color): Steps => ({
      name: each.name,
      color,
      edges,
      counts: counts[color] as number[],
      summary: describe(each),
    }),
  );
  const extent = {
    x: { low: edges[0] as number, high: edges.at(-1) as number, whole: false },
    y: { low: floor, high: Math.max(highest, 1), whole: true },
  };
  const margin = { x: 0.015, y: { low: 0, high: 0.05 } };
  const style = { where, width: 560, height: 360, margin };
  const x = axisTitle(chart.x);
  return figure(
    { title: chart.title, where },
    (look) =>
      panel(
        { ...chart, y },
        [steps(drawn, extent, floor), ...uprights(marks, extent, distributions.length)],
        look,
        style,
      ),
    () => [
      { name: `${x} from`, values: edges.slice(0, -1) },
      { name: `${x} to`, values: edges.slice(1) },
      ...chart.distributions.map(({ name }, i) => ({ name, values: counts[i] as number[] })),
    ],
  );
}

function countAxis({ y = { label: 'count' } }: Histogram): Axis {
  return y;
}

/** Common edges, and for each distribution the count in each bin; a bin has its lower edge, the last also its upper one. */
function count({ x, distributions, marks = [] }: Histogram): { edges: number[]; counts: number[][] } {
  requireColors(distributions.length, 'distributions', where);
  for (const each of distributions) requireValues(each, x);
  for (const mark of marks) requireValues({ name: mark.name, values: [mark.x] }, x);
  const unit = x.log ? Math.log10 : (value: number) => value;
  const intervals = distributions.map(({ values }) => intervalOf(Array.from(values, unit)) as Interval);
  const places = marks.map((mark) => unit(mark.x));
  const low = Math.min(...places, ...intervals.map((interval) => interval.low));
  const high = Math.max(...places, ...intervals.map((interval) => interval.high));
  const edges = evenEdges({ low, high, whole: intervals.every(({ whole }) => whole) && !x.log });
  const [first, last] = [edges[0] as number, edges.at(-1) as number];
  const counts = distributions.map(({ values }) => {
    const inBins = Array<number>(edges.length - 1).fill(0);
    for (let i = 0; i < values.length; i++) {
      const at = Math.floor(((unit(values[i] as number) - first) / (last - first)) * inBins.length + 1e-9);
      const bin = Math.min(inBins.length - 1, Math.max(0, at));
      inBins[bin] = (inBins[bin] as number) + 1;
    }
    return inBins;
  });
  return { edges: x.log ? edges.map((exponent) => 10 ** exponent) : edges, counts };
}

/** Multiples of 1, 2 or 5 times a power of ten, from at or below the lowest to above the highest number. */
function evenEdges(interval: Interval): number[] {
  const { low, high, whole } = interval;
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (high - low <= Math.max(1e-9 * largest, 1e-300)) {
    const reach = whole || largest < 1e-290 ? 1 : 0.1 * largest;
    return [low - reach / 2, high + reach / 2];
  }
  const ticks = linearTicks(interval, bins).map(({ value }) => value);
  const step = (ticks[1] as number) - (ticks[0] as number);
  const first = (ticks[0] as number) > low ? [(ticks[0] as number) - step] : [];
  const last = (ticks.at(-1) as number) <= high ? [(ticks.at(-1) as number) + step] : [];
  return [...first, ...ticks, ...last];
}

function requireValues({ name, values }: HistogramSeries, x: Axis): void {
  const refuse = (wanted: string, received: string, todo: string, code: string) =>
    expected({ where, expected: wanted, received, todo, code });
  if (values.length === 0) throw refuse(`numbers in the distribution ${name}`, 'none', 'Leave it out.', 'EMPTY');
  for (let i = 0; i < values.length; i++) {
    if (hasPlace(x, values[i] as number)) continue;
    const wanted = `${x.log ? 'positive' : 'finite'} numbers in the distribution ${name}`;
    throw refuse(wanted, `${values[i]} at place ${i}`, 'Leave such numbers out before drawing.', 'NOT_FINITE');
  }
}

function describe({ name, values }: HistogramSeries): string {
  const sorted = Float64Array.from(values).sort();
  const [low, high] = [inWords(sorted[0] as number), inWords(sorted.at(-1) as number)];
  const median = inWords(sorted[Math.floor(sorted.length / 2)] as number);
  return `${name}: ${counted(sorted.length, 'number')} from ${low} to ${high}, median ${median}.`;
}
