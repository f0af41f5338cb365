import { type Engine, type HostArray, mapTable } from '@latentkit/core';
import type { Split } from '@latentkit/datasets';
import { counted } from '@latentkit/errors';
import { leadingComponents, principalComponents } from '@latentkit/metrics';
import type { LatentModel } from '@latentkit/models';
import { type Figure, type Scatter, scatter } from '@latentkit/viz';
import type { RunFigure } from '../entry/runFigure.ts';
import { percent } from '../verdict/statistics.ts';

export interface LatentFigure extends RunFigure {
  /** The same with the first codes alone. */
  first(count: number): Figure;
}

export interface LatentFigureOptions {
  readonly engine: Engine;
  readonly model: LatentModel;
  readonly classes?: readonly string[];
}

/** The codes of a split by class, in the plane: as they are, or by their first two principal components. */
export async function latentFigure(
  split: Split,
  { engine, model, classes }: LatentFigureOptions,
): Promise<LatentFigure> {
  const state = Object.values(model.variables);
  const codes = await mapTable({ engine, map: model.encode, state, table: split.y });
  const size = codes.values.length / (codes.shape[0] as number);
  const { points, labels } = inThePlane(codes, size);
  const label = split.label?.values;
  const byClass = label && new Set(label).size <= 10 ? label : undefined;
  const chart: Scatter = {
    title: byClass ? 'Codes by class' : 'Codes',
    x: { label: labels[0] },
    y: { label: labels[1] },
    points,
    ...(byClass && { classes: Array.from(byClass, (index) => classes?.[index] ?? index) }),
  };
  const stride = strideOf(codes, size);
  const dots =
    size > 2
      ? `The first two principal components of codes with ${counted(size, 'dimension')}${stride > 1 ? `, computed from every ${stride}th code` : ''}.`
      : 'Each dot is the code of one example.';
  return Object.assign(scatter(chart), {
    name: 'latent',
    title: chart.title,
    caption: size > 1 && byClass ? `${dots} ${classesCaption(points, byClass)}` : dots,
    first: (count: number) => scatter(firstOf(chart, count)),
  });
}

/** Dots whose neighbours are looked at. */
const asked = 2000;

/** Read off the dots, [n, 2]: how many have the class of the dot nearest to them. */
export function classesCaption(points: ArrayLike<number>, classes: ArrayLike<number>): string {
  const count = Math.min(asked, classes.length);
  let same = 0;
  for (let i = 0; i < count; i++) {
    let [nearest, best] = [i, Number.POSITIVE_INFINITY];
    for (let j = 0; j < count; j++) {
      const dx = (points[2 * i] as number) - (points[2 * j] as number);
      const dy = (points[2 * i + 1] as number) - (points[2 * j + 1] as number);
      const square = dx * dx + dy * dy;
      if (j !== i && square < best) [nearest, best] = [j, square];
    }
    if (nearest !== i && classes[nearest] === classes[i]) same++;
  }
  const some = count < classes.length ? ` (of the first ${count})` : '';
  return `For ${percent(same / count)} of the dots${some}, the nearest other dot here has the same class.`;
}

function firstOf(chart: Scatter, count: number): Scatter {
  const points = Array.from(chart.points).slice(0, 2 * count);
  return { ...chart, points, ...(chart.classes && { classes: Array.from(chart.classes).slice(0, count) }) };
}

/** [n, size] → [n, 2] and what the two axes are. */
function inThePlane(codes: HostArray, size: number): { points: Float64Array; labels: [string, string] } {
  const { values } = codes;
  const count = values.length / size;
  if (size === 2) return { points: Float64Array.from(values), labels: ['z₁', 'z₂'] };
  if (size === 1) {
    return {
      points: Float64Array.from({ length: 2 * count }, (_, i) => (i % 2 ? (i - 1) / 2 : (values[i / 2] as number))),
      labels: ['z', 'row'],
    };
  }
  const plane =
    size <= allComponents
      ? principalComponents(codes).encode(codes, 2)
      : leadingComponents(someOf(codes, size), 2).encode(codes);
  return {
    points: Float64Array.from(plane.values),
    labels: ['first principal component', 'second principal component'],
  };
}

/** Up to the first size all principal components are found at once; for larger codes only the first two, from at most the second count of numbers, in about a second. */
const [allComponents, mostNumbers] = [64, 2 ** 21];

/** Every nth code where all of them would take too long. */
const strideOf = ({ values }: HostArray, size: number) =>
  size <= allComponents ? 1 : Math.ceil(values.length / mostNumbers);

function someOf(codes: HostArray, size: number): HostArray {
  const stride = strideOf(codes, size);
  if (stride === 1) return codes;
  const rows = Math.ceil(codes.values.length / size / stride);
  const values = new Float32Array(rows * size);
  for (let row = 0; row < rows; row++) {
    values.set(codes.values.subarray(row * stride * size, (row * stride + 1) * size) as Float32Array, row * size);
  }
  return { values, shape: [rows, size] };
}
