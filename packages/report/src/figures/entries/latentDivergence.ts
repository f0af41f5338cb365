import { first, posteriors, requirePosterior, splitOf } from '@latentkit/runs';
import { barChart } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { divergenceOf } from '../../verdict/observed.ts';
import { shown } from '../../verdict/statistics.ts';
import { split } from './options.ts';

/** Nats below which a latent dimension tells next to nothing of the input. */
const least = 0.01;

export const latentDivergence = defineFigure({
  summary: 'what each latent dimension tells of the input: KL(q(z|y) ‖ N(0, 1)), the largest first',
  runs: ['a vae'],
  train: ['latentkit train vae --latent-size 20'],
  options: {
    examples: z.int().positive().default(2000).describe('how many examples'),
    most: z.int().positive().default(64).describe('how many latent dimensions to show'),
    split,
  },
  inReport: ({ model }) => (model.posterior ? { options: {} } : undefined),
  async draw([run], { examples, most, split }) {
    const y = first(splitOf(await run.data(), split).y, examples);
    const nats = divergenceOf(requirePosterior(run, await posteriors(run, y)));
    const order = [...nats.keys()].sort((a, b) => (nats[b] as number) - (nats[a] as number));
    const some = order.slice(0, most);
    const chart = {
      title: 'KL of each latent dimension',
      x: { label: 'latent dimension, the largest first' },
      y: { label: 'KL(q(z|y) ‖ N(0, 1))', unit: 'nats' },
      names: some.map((dimension) => `z${dimension + 1}`),
      values: some.map((dimension) => nats[dimension] as number),
    };
    return Object.assign(barChart(chart), {
      name: 'latent-divergence',
      title: chart.title,
      caption: divergenceCaption(nats),
    });
  },
});

/** Read off the nats of each dimension, mean over examples. */
export function divergenceCaption(nats: ArrayLike<number>): string {
  const all = Array.from(nats);
  const used = all.filter((each) => each > least).length;
  const sum = all.reduce((total, each) => total + each, 0);
  const largest = all.indexOf(Math.max(...all));
  return `${used} of ${all.length} latent dimensions carry more than ${least} nats, z${largest + 1} the most (${shown(all[largest] as number)}); ${shown(sum)} nats in all.`;
}
