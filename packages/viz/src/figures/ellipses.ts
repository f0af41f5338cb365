import { counted, expected } from '@latentkit/errors';
import type { Column } from '../csv.ts';
import { type Oval, ovals } from '../layers/ovals.ts';
import { points as pointLayer } from '../layers/points.ts';
import { along, intervalOf } from '../panel/interval.ts';
import type { Extent, Layer } from '../panel/layer.ts';
import { panel } from '../panel/panel.ts';
import { type Axis, axisTitle } from '../panel/scale.ts';
import { inWords } from '../panel/tickLabels.ts';
import { type Classes, classify } from './classify.ts';
import { covarianceOval } from './covarianceOval.ts';
import { type Figure, figure } from './figure.ts';
import { requireLinear } from './requireLinear.ts';
import { requireClasses, requirePoints } from './requirePoints.ts';
import { half, same, table } from './table.ts';

/** Normal distributions in the plane, e.g. the q(z|x) of a variational autoencoder: its bubbles. Give deviations or covariances. */
export interface Ellipses {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  /** [ellipses, 2], row by row */
  readonly means: ArrayLike<number>;
  /** Standard deviations, [ellipses, 2]. */
  readonly deviations?: ArrayLike<number>;
  /** [ellipses, 2, 2] */
  readonly covariances?: ArrayLike<number>;
  /** One class per ellipse, a number or a name; up to ten different ones. */
  readonly classes?: Classes;
  /** Points under the ellipses, e.g. codes under the parts of a mixture: [points, 2]. */
  readonly points?: ArrayLike<number>;
}

const where = 'ellipses';
/** More would only hide each other. */
const most = 5000;
/** The place of the neutral colour in the palette. */
const neutral = 6;

/**
 * Normal distributions as ellipses of one standard deviation, with a colour for each class. Dashed circles are one and two
 * standard deviations of N(0, I), the prior. One unit is as long upwards as across.
 *
 * @param chart means [ellipses, 2] with deviations [ellipses, 2] or covariances [ellipses, 2, 2]
 * @returns 520 pixels wide unless its look says otherwise, the height follows from the numbers; columns, one row per ellipse: mean, deviations or
 *   covariances, class; then its points
 * @throws EMPTY; SHAPE for lengths that do not fit; NOT_FINITE; RANGE for a negative deviation, a matrix that is not a covariance, more than ten
 *   classes or 5000 ellipses; OPTION for a logarithmic axis, or for both or neither of deviations and covariances
 * @example
 * ellipses({ title: 'q(z|x)', x: { label: 'z₁' }, y: { label: 'z₂' }, means: [0, 1, -1, 0], deviations: [0.3, 0.2, 0.1, 0.5], classes: [3, 8] });
 */
export function ellipses(chart: Ellipses): Figure {
  requireLinear(chart, where);
  const count = requirePoints(chart.means, chart, where);
  requireClasses(chart.classes, count, 'ellipse', where);
  if (count > most) {
    throw refuse(`at most ${most} ellipses`, String(count), 'Draw some of them: more would hide each other.', 'RANGE');
  }
  const { legend, colors } = classify(chart.classes, count, { where });
  const all = ovalsOf(chart, count, colors);
  const summary = `${count} ellipses of one standard deviation, half axes from ${reach(all, Math.min)} to ${reach(all, Math.max)}.`;
  const layers = [...pointsUnder(chart), ovals(all, { extent: extentOf(all), legend, summary })];
  const style = { where, width: 520, height: 520, margin: { x: 0.03, y: 0.03 }, aspect: 'equal' as const };
  return figure(
    { title: chart.title, where },
    (look) => panel(chart, layers, look, style),
    () => columnsOf(chart),
  );
}

function columnsOf({ x, y, means, deviations, covariances, classes, points }: Ellipses): Column[] {
  const [a, b] = [axisTitle(x), axisTitle(y)];
  const rows = [same('mark', 'ellipse', means.length / 2), half(a, means, 0), half(b, means, 1)];
  if (deviations !== undefined) rows.push(half(`σ ${a}`, deviations, 0), half(`σ ${b}`, deviations, 1));
  const entry = (at: number) => Array.from({ length: means.length / 2 }, (_, i) => covariances?.[4 * i + at] as number);
  if (covariances !== undefined) {
    rows.push(
      { name: `var ${a}`, values: entry(0) },
      { name: 'cov', values: entry(1) },
      { name: `var ${b}`, values: entry(3) },
    );
  }
  if (classes !== undefined) rows.push({ name: 'class', values: classes });
  const dots =
    points === undefined ? [] : [[same('mark', 'point', points.length / 2), half(a, points, 0), half(b, points, 1)]];
  return table([rows, ...dots]);
}

function ovalsOf({ means, deviations, covariances }: Ellipses, count: number, colors: Uint8Array): Oval[] {
  if ((deviations === undefined) === (covariances === undefined)) {
    throw refuse(
      'deviations or covariances',
      deviations === undefined ? 'neither' : 'both',
      'Give one of them.',
      'OPTION',
    );
  }
  const [given, numbers, name] = deviations
    ? ([deviations, 2, 'deviations'] as const)
    : ([covariances ?? [], 4, 'covariances'] as const);
  if (given.length !== numbers * count) {
    throw refuse(
      `${numbers} ${name} per ellipse (${numbers * count})`,
      String(given.length),
      'Give them row by row.',
      'SHAPE',
    );
  }
  return Array.from({ length: count }, (_, i) => {
    const own = Array.from({ length: numbers }, (_, k) => given[numbers * i + k] as number);
    const form =
      numbers === 2
        ? { half: own as [number, number], angle: 0 }
        : covarianceOval(own as [number, number, number, number]);
    if (!form.half.every((each) => Number.isFinite(each) && each >= 0)) {
      throw refuse(
        `${name} of a normal distribution`,
        `${own.join(', ')} at ellipse ${i}`,
        'Pass σ, or a symmetric Σ with no negative eigenvalue.',
        'RANGE',
      );
    }
    return { x: means[2 * i] as number, y: means[2 * i + 1] as number, ...form, color: colors[i] as number };
  });
}

/** All ellipses, and the two circles of the prior. */
function extentOf(all: readonly Oval[]): Extent {
  const ends = (axis: 'x' | 'y') =>
    all.flatMap(({ half: [a, b], angle, ...oval }) => {
      const reach =
        axis === 'x'
          ? Math.hypot(a * Math.cos(angle), b * Math.sin(angle))
          : Math.hypot(a * Math.sin(angle), b * Math.cos(angle));
      return [oval[axis] - reach, oval[axis] + reach];
    });
  const around = (axis: 'x' | 'y') => intervalOf([-2.1, 2.1, ...ends(axis)]) as Extent['x'];
  return { x: around('x'), y: around('y') };
}

function pointsUnder({ points, x, y }: Ellipses): Layer[] {
  if (points === undefined) return [];
  const count = requirePoints(points, { x, y }, where);
  const extent = { x: along(points, 0), y: along(points, 1) };
  const summary = `${counted(count, 'point')} under them.`;
  return [
    pointLayer({ coordinates: points, colors: new Uint8Array(count).fill(neutral), legend: [], extent, summary }),
  ];
}

function reach(all: readonly Oval[], of: (...values: number[]) => number): string {
  return inWords(of(...all.flatMap(({ half: sides }) => sides)));
}

function refuse(wanted: string, received: string, todo: string, code: string): Error {
  return expected({ where, expected: wanted, received, todo, code });
}
