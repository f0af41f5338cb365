import { expected } from '@latentkit/errors';
import { displacementField, energySurface, reconstructionDistance } from '@latentkit/models';
import type { OpenRun } from '@latentkit/runs';
import { type VectorField, vectorField } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { levelsOf } from '../levelsOf.ts';

export const denoisingField = defineFigure({
  summary:
    'where a model moves each point of the plane, over its energy ‖y − ỹ‖: a ridge where two parts of the data are as near',
  runs: ['a denoising autoencoder of points in the plane'],
  train: ['latentkit train --config examples/specs/spiral.yaml --out runs/spiral'],
  options: {
    arrows: z.int().min(4).max(60).default(26).describe('arrows per side'),
    fine: z.int().min(20).max(400).default(160).describe('grid points per side at which the energy is computed'),
  },
  inReport: () => ({ options: {} }),
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
    return Object.assign(vectorField(chart), {
      name: 'denoising-field',
      title: chart.title,
      caption:
        'Arrows point from y to its reconstruction ỹ, on to the data. Energy is low on the data and highest on a ridge as far from one turn as from the next.',
    });
  },
});

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
