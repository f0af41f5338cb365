import type { OpenRun } from '@latentkit/runs';
import { first, posteriors, requirePlane, requirePosterior, splitOf } from '@latentkit/runs';
import { type Ellipses, ellipses } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { split } from './options.ts';

export const bubbles = defineFigure({
  summary: 'each q(z|y) as an ellipse in the plane of codes',
  runs: ['a vae with codes of 2 numbers'],
  train: ['latentkit train vae --latent-size 2 --out runs/vae-2d'],
  options: { examples: z.int().positive().max(5000).default(600).describe('how many examples'), split },
  async draw([run], options) {
    const chart = await bubblesOf(run, { ...options, title: 'Each example is a bubble of codes' });
    return Object.assign(ellipses(chart), {
      name: 'bubbles',
      title: chart.title,
      caption:
        'One standard deviation of q(z|y) for each example. The reconstruction pushes bubbles apart and makes them small, the divergence pulls them to the middle (its part U) and to radius 1 (its part V).',
    });
  },
});

/** The bubbles of a run's first examples, by class where there are up to ten. */
export async function bubblesOf(
  run: OpenRun,
  { examples, split, title }: { examples: number; split: string; title: string },
): Promise<Ellipses> {
  requirePlane(run);
  const data = await run.data();
  const part = splitOf(data, split);
  const { mean, logVariance } = requirePosterior(run, await posteriors(run, first(part.y, examples)));
  const classes = part.label && Array.from(part.label.values.subarray(0, examples));
  return {
    title,
    x: { label: 'z₁' },
    y: { label: 'z₂' },
    means: mean.values,
    deviations: Float32Array.from(logVariance.values, (log) => Math.exp(log / 2)),
    ...(classes && new Set(classes).size <= 10 && { classes: classes.map((index) => data.classes?.[index] ?? index) }),
  };
}
