import { mapTable, table } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import { type VectorField, vectorField, vectorFieldColumns } from '@latentkit/viz';
import { z } from 'zod';
import type { OpenRun } from '../../run/openRun.ts';
import { figureEntry } from '../figureEntry.ts';
import { levelsOf } from '../levelsOf.ts';

export const denoisingField = figureEntry({
  summary:
    'where a model moves each point of the plane, over its energy ‖y − ỹ‖: a ridge where two parts of the data are as near',
  runs: ['a denoising autoencoder of points in the plane'],
  train: ['latentkit train denoising-autoencoder --data spiral --out runs/spiral'],
  options: {
    arrows: z.int().min(4).max(60).default(26).describe('arrows across'),
    fine: z.int().min(20).max(400).default(160).describe('places across at which the energy is taken'),
  },
  async draw([run], { arrows, fine }) {
    requirePoints(run);
    const { train } = await run.data();
    const { values, scale } = train.y;
    const data = Float32Array.from(values, (value) => value * scale);
    const bounds = [0, 1].map((axis) => boundsOf(data, axis)) as [Bounds, Bounds];
    const surface = await movesOn(run, bounds, fine);
    const coarse = await movesOn(run, bounds, arrows);
    const lengths = lengthsOf(surface.moves);
    const chart: VectorField = {
      title: 'Where each point is moved, and how far',
      x: { label: 'y₁' },
      y: { label: 'y₂' },
      field: { label: 'ỹ − y', points: coarse.points, vectors: coarse.moves },
      surface: { label: '‖y − ỹ‖', x: surface.x, y: surface.y, values: lengths, levels: levelsOf(lengths) },
      points: data.subarray(0, 2000),
    };
    return {
      name: 'denoising-field',
      title: chart.title,
      caption:
        'Arrows point from y to its reconstruction ỹ, on to the data. Energy is low on the data and highest on a ridge as far from one turn as from the next.',
      draw: (look) => vectorField(chart, look),
      columns: vectorFieldColumns(chart),
    };
  },
});

type Bounds = readonly [low: number, high: number];

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

/** Of one coordinate, with a little more on each side. */
function boundsOf(points: Float32Array, axis: number): Bounds {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = axis; i < points.length; i += 2) {
    low = Math.min(low, points[i] as number);
    high = Math.max(high, points[i] as number);
  }
  const margin = (high - low) / 12;
  return [low - margin, high + margin];
}

/** ỹ − y on a grid, rows of one y₂. */
async function movesOn({ engine, model }: OpenRun, [across, up]: readonly [Bounds, Bounds], count: number) {
  const places = ([low, high]: Bounds) =>
    Float32Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
  const [x, y] = [places(across), places(up)];
  const points = Float32Array.from({ length: 2 * count * count }, (_, i) => {
    const place = i >> 1;
    return (i % 2 === 0 ? x[place % count] : y[Math.floor(place / count)]) as number;
  });
  const state = Object.values(model.variables);
  const { values } = await mapTable({
    engine,
    map: model.reconstruct,
    state,
    table: table(points, [count * count, 2]),
  });
  return { x, y, points, moves: Float32Array.from(values, (value, i) => value - (points[i] as number)) };
}

function lengthsOf(vectors: Float32Array): Float32Array {
  return Float32Array.from({ length: vectors.length / 2 }, (_, i) =>
    Math.hypot(vectors[2 * i] as number, vectors[2 * i + 1] as number),
  );
}
