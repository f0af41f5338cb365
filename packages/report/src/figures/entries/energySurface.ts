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
import { levelsOf } from '../levelsOf.ts';
import { namesOf } from '../namesOf.ts';

const codes = angles(180);
const shownPoints = 120;

export const energySurface = defineFigure({
  summary: 'free energy over the plane, cold and warm, with the data and the manifold that was learned',
  runs: ['an ellipse-ebm…'],
  train: ['latentkit train ellipse-ebm --out runs/cold', 'latentkit train ellipse-ebm --beta 5 --out runs/warm'],
  options: {
    beta: z.number().positive().default(5).describe('inverse temperature of the warm surface'),
    across: z.int().min(20).max(400).default(121).describe('grid points per side at which the energy is computed'),
  },
  inReport: () => ({ options: { across: 61 } }),
  async draw(runs, { beta, across }) {
    const names = namesOf(runs.map(({ spec }) => spec));
    const figures: Figure[] = [];
    for (const [i, run] of runs.entries()) {
      for (const [title, temperature] of [
        ['F∞, cold', undefined],
        [`F at β = ${beta}, warm`, beta],
      ] as const) {
        const chart = await surfaceOf(run, { title, beta: temperature, across });
        const named = { ...chart, title: runs.length > 1 ? `${names[i]}: ${title}` : title };
        figures.push(contour(named));
      }
    }
    const grid: FigureGrid = { title: 'The free energy of an ellipse', across: 2, figures };
    return Object.assign(figureGrid(grid), {
      name: 'energy-surface',
      title: grid.title,
      caption:
        'Cold, the energy of a point is its squared distance to the manifold, with a crease where two codes explain it as well; warm, all codes explain it a little, and the crease is gone.',
    });
  },
});

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
