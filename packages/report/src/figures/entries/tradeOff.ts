import { evaluation, requireTerms } from '@latentkit/runs';
import { type LineChart, lineChart } from '@latentkit/viz';
import { defineFigure } from '../../entry/figureEntry.ts';
import { namesOf } from '../namesOf.ts';

const names = ['reconstruction', 'meanDivergence', 'varianceDivergence'] as const;

export const tradeOff = defineFigure({
  summary: 'reconstruction against divergence for a sweep of β',
  runs: ['vaes of several --beta…'],
  train: [0.25, 1, 4].map((beta) => `latentkit train vae --beta ${beta} --out runs/beta-${beta}`),
  options: {},
  async draw(runs) {
    const points: { x: number; y: number; label: string }[] = [];
    const labels = namesOf(runs.map(({ spec }) => spec));
    for (const [i, run] of runs.entries()) {
      const { engine, spec, entry, model } = run;
      const { terms } = await evaluation({ engine, spec, entry, model, split: (await run.data()).test });
      const [reconstruction, mean, variance] = requireTerms(run, terms, names) as [number, number, number];
      points.push({ x: mean + variance, y: reconstruction, label: labels[i] as string });
    }
    points.sort((a, b) => a.x - b.x);
    const chart: LineChart = {
      title: 'What a code may hold, and what that buys',
      x: { label: 'divergence D(q(z|y) ‖ p(z))', unit: 'nats' },
      y: { label: 'reconstruction C(y, ỹ)', unit: 'nats' },
      series: [
        {
          name: 'test set',
          x: points.map(({ x }) => x),
          y: points.map(({ y }) => y),
          labels: points.map(({ label }) => label),
        },
      ],
    };
    return Object.assign(lineChart(chart), {
      name: 'trade-off',
      title: chart.title,
      caption:
        'A large β pays for little divergence with bad reconstructions, a small one the other way round. Where the slope is −1 the sum, −ELBO, is least.',
    });
  },
});
