import { ellipses, type Figure, type FigureGrid, figureGrid } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { shown } from '../../verdict/statistics.ts';
import { namesOf } from '../namesOf.ts';
import { bubblesOf, spreadOf } from './bubbles.ts';
import { split } from './options.ts';

const flags = '--latent-size 2';

export const divergenceParts = defineFigure({
  summary:
    'what U and V, the two parts of the KL divergence, do: posteriors of models trained without U, without V, and with both',
  runs: ['VAEs with 2 latent dimensions…'],
  train: [
    `latentkit train vae ${flags} --out runs/both`,
    `latentkit train vae ${flags} --mean-weight 0 --out runs/without-u`,
    `latentkit train vae ${flags} --variance-weight 0 --out runs/without-v`,
  ],
  options: { examples: z.int().positive().max(5000).default(300).describe('examples per model'), split },
  async draw(runs, { examples, split }) {
    const names = namesOf(runs.map(({ spec }) => spec));
    const figures: Figure[] = [];
    const spreads: Spread[] = [];
    for (const [i, run] of runs.entries()) {
      const chart = await bubblesOf(run, { examples, split, title: names[i] as string });
      figures.push(ellipses(chart));
      spreads.push({ name: chart.title, ...spreadOf(chart) });
    }
    const grid: FigureGrid = { title: 'What U and V, the parts of the KL divergence, do', figures };
    return Object.assign(figureGrid(grid), {
      name: 'divergence-parts',
      title: grid.title,
      caption: partsCaption(spreads),
    });
  },
});

interface Spread {
  readonly name: string;
  readonly spread: number;
  readonly width: number;
}

/** Read off the bubbles of each model. */
export function partsCaption(spreads: readonly Spread[]): string {
  const told = spreads.map(({ name, spread, width }) => `${name}: ${shown(spread)} and ${shown(width)}`).join('; ');
  return `U = ½ Σ μ² grows with the distance of the means from 0, V = ½ Σ v − log v − 1 with variances other than 1. Root mean square of the means and median standard deviation, per dimension: ${told}.`;
}
