import { type Engine, type HostArray, mapTable } from '@latentkit/core';
import type { Split } from '@latentkit/datasets';
import { principalComponents } from '@latentkit/metrics';
import type { LatentModel } from '@latentkit/models';
import { type Look, type Scatter, scatter, scatterColumns } from '@latentkit/viz';
import type { RunFigure } from './runFigure.ts';

export interface LatentFigure extends RunFigure {
  /** The same with the first codes alone. */
  drawFirst(count: number, look: Look): string;
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
  return {
    name: 'latent',
    title: chart.title,
    caption:
      size > 2
        ? `Codes of ${size} numbers, drawn by their first two principal components.`
        : 'Each dot is the code of one test image. Classes that overlap are those the code does not tell apart.',
    draw: (look) => scatter(chart, look),
    drawFirst: (count, look) => scatter(firstOf(chart, count), look),
    columns: scatterColumns(chart),
  };
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
  const points = Float64Array.from(principalComponents(codes).encode(codes, 2).values);
  return { points, labels: ['first principal component', 'second principal component'] };
}
