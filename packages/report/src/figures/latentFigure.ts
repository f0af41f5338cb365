import { type Engine, type HostArray, mapTable } from '@latentkit/core';
import type { Split } from '@latentkit/datasets';
import { leadingComponents, principalComponents } from '@latentkit/metrics';
import type { LatentModel } from '@latentkit/models';
import { type Figure, type Scatter, scatter } from '@latentkit/viz';
import type { RunFigure } from '../entry/runFigure.ts';

export interface LatentFigure extends RunFigure {
  /** The same with the first codes alone. */
  first(count: number): Figure;
}

/** The codes of a split by class, in the plane: as they are, or by their first two principal components. */
export async function latentFigure(
  split: Split,
  { engine, model, classes }: { engine: Engine; model: LatentModel; classes?: readonly string[] },
): Promise<LatentFigure> {
  const state = Object.values(model.variables);
  const codes = await mapTable({ engine, map: model.encode, state, table: split.y });
  const size = codes.values.length / (codes.shape[0] as number);
  const { points, labels } = inThePlane(codes, size);
  const label = split.label?.values;
  const chart: Scatter = {
    title: 'Codes of the test set by class',
    x: { label: labels[0] },
    y: { label: labels[1] },
    points,
    ...(label && new Set(label).size <= 10 && { classes: Array.from(label, (index) => classes?.[index] ?? index) }),
  };
  return Object.assign(scatter(chart), {
    name: 'latent',
    title: chart.title,
    caption:
      size > 2
        ? `Codes of ${size} numbers, drawn by their first two principal components${strideOf(codes, size) > 1 ? `, found from every ${strideOf(codes, size)}th code` : ''}.`
        : 'Each dot is the code of one test image. Classes that overlap are those the code does not tell apart.',
    first: (count: number) => scatter(firstOf(chart, count)),
  });
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
      labels: ['z', 'image'],
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

/** Of codes of so many numbers all components are found at once; of larger ones the first two alone, from so many numbers in about a second. */
const [allComponents, mostNumbers] = [64, 2 ** 21];

/** Every so manieth code where all of them are too many to wait for. */
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
