import { ellipses, type Figure, type FigureGrid, figureGrid } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { namesOf } from '../namesOf.ts';
import { bubblesOf } from './bubbles.ts';
import { split } from './options.ts';

const flags = '--latent-size 2';

export const divergenceParts = defineFigure({
  summary:
    'what each part of the divergence is for: bubbles of models that learned without U, without V, and with both',
  runs: ['vaes with codes of 2 numbers…'],
  train: [
    `latentkit train vae ${flags} --out runs/both`,
    `latentkit train vae ${flags} --mean-weight 0 --out runs/without-u`,
    `latentkit train vae ${flags} --variance-weight 0 --out runs/without-v`,
  ],
  options: { examples: z.int().positive().max(5000).default(300).describe('examples per model'), split },
  async draw(runs, { examples, split }) {
    const names = namesOf(runs.map(({ spec }) => spec));
    const figures: Figure[] = [];
    for (const [i, run] of runs.entries()) {
      const chart = await bubblesOf(run, { examples, split, title: names[i] as string });
      figures.push(ellipses(chart));
    }
    const grid: FigureGrid = { title: 'What each part of the divergence is for', figures };
    return Object.assign(figureGrid(grid), {
      name: 'divergence-parts',
      title: grid.title,
      caption:
        'U = ½ Σ μ² holds the bubbles together, V = ½ Σ v − log v − 1 keeps them from shrinking to points; without a part, the reconstruction has its way with what that part held.',
    });
  },
});
