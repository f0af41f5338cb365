import { expected } from '@latentkit/errors';
import {
  angles,
  manifold as decodedFrom,
  energySurface as energiesOn,
  freeEnergyByCodes,
  type LatentEnergyModel,
  type LatentModel,
} from '@latentkit/models';
import type { OpenRun } from '@latentkit/runs';
import { type Contour, contour, type Figure, type FigureGrid, figureGrid } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { shown } from '../../verdict/statistics.ts';
import { levelsOf } from '../levelsOf.ts';
import { namesOf } from '../namesOf.ts';

const codes = angles(180);
const shownPoints = 120;

export const energySurface = defineFigure({
  summary: 'free energy over the plane, at zero and at positive temperature, with the data and the learned manifold',
  runs: ['an ellipse-ebm…'],
  train: ['latentkit train ellipse-ebm --out runs/cold', 'latentkit train ellipse-ebm --beta 5 --out runs/warm'],
  options: {
    beta: z.number().positive().default(5).describe('inverse temperature of the warm surface'),
    across: z.int().min(20).max(400).default(121).describe('grid points per side at which the energy is computed'),
  },
  inReport: () => ({ first: true, options: { across: 61 } }),
  async draw(runs, { beta, across }) {
    const names = namesOf(runs.map(({ spec }) => spec));
    const figures: Figure[] = [];
    const bends: number[][] = [];
    for (const [i, run] of runs.entries()) {
      const own: number[] = [];
      bends.push(own);
      for (const [title, temperature] of [
        ['Cold: F at β = ∞', undefined],
        [`Warm: F at β = ${beta}`, beta],
      ] as const) {
        const chart = await surfaceOf(run, { title, beta: temperature, across });
        const named = { ...chart, title: runs.length > 1 ? `${names[i]}: ${title}` : title };
        figures.push(contour(named));
        own.push(sharpestBend(chart.surface));
      }
    }
    const grid: FigureGrid = { title: 'The free energy of an ellipse', across: 2, figures };
    return Object.assign(figureGrid(grid), {
      name: 'energy-surface',
      title: grid.title,
      caption: surfaceCaption(bends[0] as [number, number]),
    });
  },
});

/** Read off both surfaces. @param bends the sharpest downward bend of the cold and of the warm one */
export function surfaceCaption([cold, warm]: readonly [number, number]): string {
  const told =
    'Cold (zero temperature): only the best code counts, so the energy is the squared distance to the nearest point of the manifold. Warm (positive temperature): all codes count, better ones more.';
  const ratio = cold / warm;
  if (!(ratio > 1.5)) return told;
  const times = Number.isFinite(ratio)
    ? `${shown(ratio)} times as sharp as any of the warm one`
    : 'which the warm one lacks';
  return `${told} The cold surface has a crease where two codes explain a point equally well: its sharpest downward bend is ${times}.`;
}

/** The largest −F″ along a grid line, both axes: a crease is a sharp bend downwards on both sides. */
export function sharpestBend({ x, y, values }: Pick<Contour['surface'], 'x' | 'y' | 'values'>): number {
  let most = 0;
  const bend = (at: number, step: number, gap: number) => {
    const second = (values[at - step] as number) - 2 * (values[at] as number) + (values[at + step] as number);
    most = Math.max(most, -second / gap ** 2);
  };
  const gap = (axis: ArrayLike<number>) => (axis[1] as number) - (axis[0] as number);
  for (let row = 1; row < y.length - 1; row++) {
    for (let column = 1; column < x.length - 1; column++) {
      bend(row * x.length + column, 1, gap(x));
      bend(row * x.length + column, x.length, gap(y));
    }
  }
  return most;
}

async function surfaceOf(
  run: OpenRun,
  { title, beta, across }: { title: string; beta: number | undefined; across: number },
): Promise<Contour> {
  const model = requireEnergy(run);
  const { values, scale } = (await run.data()).train.y;
  const points = Float32Array.from(values.subarray(0, 2 * shownPoints), (value) => value * scale);
  const reach = 1.3 * points.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const axis = { from: -reach, to: reach, count: across };
  const options = { codes, ...(beta !== undefined && { beta }) };
  const surface = await energiesOn((y) => freeEnergyByCodes(model, { y }, options), { x: axis, y: axis });
  const learned = await decodedFrom(model, codes);
  const along = (axis: number) => [...learned.filter((_, i) => i % 2 === axis), learned[axis] as number];
  return {
    title,
    x: { label: 'y₁' },
    y: { label: 'y₂' },
    surface: { label: 'F(y)', ...surface, levels: levelsOf(surface.values) },
    points,
    curves: [{ name: 'manifold', x: along(0), y: along(1) }],
  };
}

/** @throws RUN for a model without an energy of codes in the plane */
function requireEnergy(run: OpenRun): LatentEnergyModel {
  const model = run.model as LatentModel & Partial<LatentEnergyModel>;
  if (model.energyOf !== undefined && model.exampleShape[0] === 2) return model as LatentEnergyModel;
  throw expected({
    where: `run ${run.path}`,
    expected: 'a latent-variable energy model of points in the plane',
    received: run.spec.model,
    todo: 'Train an ellipse-ebm.',
    code: 'RUN',
  });
}
