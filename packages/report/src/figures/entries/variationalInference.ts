import { variationalInference as inferred } from '@latentkit/models';
import { type LineChart, lineChart } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { shown } from '../../verdict/statistics.ts';

export const variationalInference = defineFigure({
  summary: 'variational inference on a toy: log p(x) = KL + ELBO while q improves step by step',
  runs: [],
  train: [],
  options: {
    x: z.number().default(1).describe('the observation'),
    rate: z.number().gt(0).lt(1).default(0.3).describe('p(z = 1)'),
    start: z.number().gt(0).lt(1).default(0.02).describe('q(z = 1) at the start'),
    steps: z.int().positive().default(40).describe('gradient steps'),
  },
  async draw(_, { x, rate, start, steps }) {
    const mixture = { rate, means: [-1, 2], standardDeviation: 1 } as const;
    const { elbo, logEvidence } = inferred({ mixture, x, start, steps });
    const places = elbo.map((_, step) => step);
    const chart: LineChart = {
      title: 'log p(x) = KL(q ‖ p(z|x)) + ELBO',
      x: { label: 'step' },
      y: { label: 'nats' },
      series: [
        { name: 'log p(x)', x: places, y: logEvidence },
        { name: 'ELBO', x: places, y: elbo },
      ],
      bands: [{ name: 'KL(q ‖ p(z|x))', x: places, low: elbo, high: logEvidence }],
    };
    return Object.assign(lineChart(chart), {
      name: 'variational-inference',
      title: chart.title,
      caption: inferredCaption(elbo, logEvidence),
    });
  },
});

/** Read off both curves. */
export function inferredCaption(elbo: ArrayLike<number>, logEvidence: ArrayLike<number>): string {
  const last = elbo.length - 1;
  const at = (step: number) => {
    const [bound, evidence] = [elbo[step] as number, logEvidence[step] as number];
    return { bound, divergence: evidence - bound };
  };
  const [first, end] = [at(0), at(last)];
  return `A hidden bit z and an observed number x. In ${last} steps on q the ELBO goes from ${shown(first.bound)} to ${shown(end.bound)} nats and KL(q ‖ p(z|x)) from ${shown(first.divergence)} to ${shown(end.divergence)}; their sum log p(x) = ${shown(logEvidence[last] as number)} does not depend on q.`;
}
