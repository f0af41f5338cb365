import { expected } from '@latentkit/errors';
import { displacementField, type EnergySurface, energySurface, reconstructionDistance } from '@latentkit/models';
import type { OpenRun } from '@latentkit/runs';
import { figureGrid, type VectorField, vectorField } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { acrossBalance } from '../acrossBalance.ts';
import { type BalancePoint, balancePoint } from '../balancePoint.ts';
import { levelsOf } from '../levelsOf.ts';

export const denoisingField = defineFigure({
  summary:
    'where a denoising autoencoder moves each point of the plane, on top of ‖y − ỹ‖, and where the pulls of two parts of the data cancel',
  runs: ['a denoising autoencoder of points in the plane'],
  train: ['latentkit train --config examples/specs/spiral.yaml --out runs/spiral'],
  options: {
    arrows: z.int().min(4).max(60).default(26).describe('arrows per side'),
    fine: z.int().min(20).max(400).default(160).describe('grid points per side at which the energy is computed'),
  },
  inReport: () => ({ first: true, options: {} }),
  async draw([run], { arrows, fine }) {
    requirePoints(run);
    const { train } = await run.data();
    const { values, scale } = train.y;
    const data = Float32Array.from(values, (value) => value * scale);
    const axes = (count: number) => ({ x: axisOf(data, 0, count), y: axisOf(data, 1, count) });
    const surface = await energySurface(reconstructionDistance(run.model), axes(fine));
    const field = await displacementField(run.model, axes(arrows));
    const chart: VectorField = {
      title: 'Where each point is moved, and how far',
      x: { label: 'y₁' },
      y: { label: 'y₂' },
      field: { label: 'ỹ − y', ...field },
      surface: { label: '‖y − ỹ‖', ...surface, levels: levelsOf(surface.values) },
      points: data.subarray(0, 2000),
    };
    const copies = copyCaption(surface);
    const balance = copies ? undefined : balancePoint(surface, data);
    const path = balance && [balance.sides[0], balance.at, balance.sides[1]];
    const across = path && [{ name: 'line of (b)', x: path.map(([y1]) => y1), y: path.map(([, y2]) => y2) }];
    const plane = vectorField({ ...chart, ...(across && { curves: across }) });
    const line = balance && (await acrossBalance(run.model, balance));
    const figure = line
      ? figureGrid({ title: 'What the model does to each point of the plane', figures: [plane, line.figure] })
      : plane;
    return Object.assign(figure, {
      name: 'denoising-field',
      title: chart.title,
      caption: copies ?? captionOf(balance, line?.unstable ?? false),
    });
  },
});

/** A map that moves no point of the plot by more than this share of its diagonal copies its input, and has no pulls that could cancel. */
const still = 0.01;

const reachOf = (axis: ArrayLike<number>) => (axis[axis.length - 1] as number) - (axis[0] as number);

const arrowsTell = 'Arrows point from y to its reconstruction ỹ; the colour is how far that is, ‖y − ỹ‖.';

/** @returns undefined for a map that moves points of the plot */
export function copyCaption({ x, y, values }: EnergySurface): string | undefined {
  const most = values.reduce((largest, value) => Math.max(largest, value), 0);
  if (most >= still * Math.hypot(reachOf(x), reachOf(y))) return undefined;
  return `${arrowsTell} No point of the figure is moved by more than ${most.toPrecision(1)}: the model copies its input wherever it lies, near the data and far from them.`;
}

/** Said from the numbers: not every map has a point where two pulls cancel. */
function captionOf(balance: BalancePoint | undefined, unstable: boolean): string {
  if (balance === undefined) return arrowsTell;
  const [y1, y2] = balance.at.map((each) => each.toFixed(2));
  const cancel = `At (${y1}, ${y2}) it is only ${balance.moved.toPrecision(1)}, though the nearest data is ${balance.distance.toPrecision(2)} away: two parts of the data pull equally, so a small ‖y − ỹ‖ is no proof of data.`;
  const line = unstable
    ? 'On the line through this point (b), the map moves points away from it on both sides: an unstable fixed point.'
    : 'Panel (b) follows the line through this point.';
  return `${arrowsTell} ${cancel} ${line}`;
}

function requirePoints(run: OpenRun): void {
  const shape = run.model.exampleShape;
  if (shape.length === 1 && shape[0] === 2) return;
  throw expected({
    where: `run ${run.path}`,
    expected: 'a model of points in the plane, examples of shape [2]',
    received: `[${shape}]`,
    todo: 'Train with --data spiral.',
    code: 'RUN',
  });
}

/** Over one coordinate, with a little more on each side. */
function axisOf(points: Float32Array, axis: number, count: number) {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = axis; i < points.length; i += 2) {
    low = Math.min(low, points[i] as number);
    high = Math.max(high, points[i] as number);
  }
  const margin = (high - low) / 12;
  return { from: low - margin, to: high + margin, count };
}
