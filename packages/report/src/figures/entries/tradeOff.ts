import { evaluation, requireTerms } from '@latentkit/runs';
import { type LineChart, lineChart } from '@latentkit/viz';
import { defineFigure } from '../../entry/figureEntry.ts';
import { shown } from '../../verdict/statistics.ts';
import { namesOf } from '../namesOf.ts';

const names = ['reconstruction', 'meanDivergence', 'varianceDivergence'] as const;

export const tradeOff = defineFigure({
  summary: 'reconstruction loss against KL divergence, for several β',
  runs: ['VAEs trained with several --beta…'],
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
      title: 'Reconstruction loss against KL divergence',
      x: { label: 'KL divergence D(q(z|y) ‖ p(z))', unit: 'nats' },
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
      caption: tradeOffCaption(points),
    });
  },
});

interface Point {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

/** Read off the points, the smallest divergence first. */
export function tradeOffCaption(points: readonly Point[]): string {
  const [first, last] = [points[0] as Point, points.at(-1) as Point];
  const at = ({ x, y, label }: Point) => `${label} (KL ${shown(x)}, reconstruction ${shown(y)} nats)`;
  const least = points.reduce((best, point) => (point.x + point.y < best.x + best.y ? point : best));
  const falls = points.every(({ y }, i) => i === 0 || y < (points[i - 1] as Point).y);
  const course =
    points.length === 1
      ? `One run: ${at(first)}.`
      : `From ${at(first)} to ${at(last)}, ${falls ? 'the reconstruction loss falls at every step' : 'the reconstruction loss does not fall at every step'}.`;
  return `${course} The sum of both, −ELBO, is smallest for ${least.label}: ${shown(least.x + least.y)} nats.`;
}
