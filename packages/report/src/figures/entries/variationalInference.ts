import { variationalInference as inferred } from '@latentkit/models';
import { type LineChart, lineChart } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';

export const variationalInference = defineFigure({
  summary: 'the toy of variational inference: log p(x) = KL + ELBO as q is improved step by step',
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
      caption:
        'A hidden bit z and an observed number x. What q can gain is the KL to the posterior: the bound rises by just as much as the divergence falls, and log p(x) does not move.',
    });
  },
});
