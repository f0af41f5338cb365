import type { OpenRun } from '@latentkit/runs';
import { first, latentSize, posteriors, requirePlane, requirePosterior, splitOf } from '@latentkit/runs';
import { type Ellipses, ellipses } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { medianOf, shown } from '../../verdict/statistics.ts';
import { split } from './options.ts';

export const bubbles = defineFigure({
  summary: 'each posterior q(z|y) as an ellipse in the 2-D latent space',
  runs: ['a vae with 2 latent dimensions'],
  train: ['latentkit train vae --latent-size 2 --out runs/vae-2d'],
  options: { examples: z.int().positive().max(5000).default(600).describe('how many examples'), split },
  inReport: (run) =>
    run.model.posterior && latentSize(run) === 2 ? { first: true, options: { examples: 300 } } : undefined,
  async draw([run], options) {
    const chart = await bubblesOf(run, { ...options, title: 'Posterior q(z|y) of each example' });
    return Object.assign(ellipses(chart), {
      name: 'bubbles',
      title: chart.title,
      caption: bubblesCaption(chart),
    });
  },
});

/** Means and standard deviations, [examples, 2]. */
export type Bubbles = Required<Pick<Ellipses, 'means' | 'deviations'>>;

/** Read off the bubbles: how far their middles lie, and how wide they are, beside the prior N(0, I). */
export function bubblesCaption(chart: Bubbles): string {
  const { spread, width } = spreadOf(chart);
  return `Each of the ${chart.means.length / 2} ellipses is one standard deviation of q(z|y) of one example. The root mean square of their centres is ${shown(spread)} per dimension and the median standard deviation ${shown(width)}; in the prior N(0, I) they are 0 and 1.`;
}

/** Per dimension: root mean square of the means, and median standard deviation. */
export function spreadOf({ means, deviations }: Bubbles) {
  const squares = Array.from(means).reduce((sum, mean) => sum + mean ** 2, 0);
  return { spread: Math.sqrt(squares / means.length), width: medianOf(deviations) };
}

/** The bubbles of a run's first examples, by class where there are up to ten. */
export async function bubblesOf(
  run: OpenRun,
  { examples, split, title }: { examples: number; split: string; title: string },
): Promise<Ellipses & Bubbles> {
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
