import { gather, type HostArray, type table } from '@latentkit/core';
import { counted, expected } from '@latentkit/errors';
import { first, type OpenRun, splitOf } from '@latentkit/runs';
import { type LineChart, lineChart } from '@latentkit/viz';
import * as tf from '@tensorflow/tfjs-core';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { shown as digits } from '../../verdict/statistics.ts';
import { split } from './options.ts';

const shown = 9;

export const inference = defineFigure({
  summary: 'how inference lowers the energy from the encoder’s guess, step by step, for several examples',
  runs: ['a target-propagation model'],
  train: ['latentkit train target-propagation'],
  options: {
    examples: z
      .int()
      .positive()
      .max(1000)
      .default(200)
      .describe('examples that the mean is taken over; nine are drawn'),
    steps: z.int().positive().default(40).describe('gradient steps'),
    split,
  },
  inReport: ({ entry }) => (entry.inference ? { first: true, options: { examples: 50 } } : undefined),
  async draw([run], { examples, steps, split }) {
    const images = first(splitOf(await run.data(), split).y, examples);
    const { values, shape } = await energiesOf(run, images, steps);
    const [rows, count] = shape as [number, number];
    const at = (step: number, example: number) => values[step * count + example] as number;
    const x = Array.from({ length: rows }, (_, step) => step);
    const one = (example: number) => x.map((step) => at(step, example));
    const all = Array.from({ length: count }, (_, example) => example);
    const mean = x.map((step) => all.reduce((sum, example) => sum + at(step, example), 0) / count);
    const series = Array.from({ length: Math.min(shown, count) }, (_, i) => ({ name: `example ${i}`, x, y: one(i) }));
    const fallen = all.filter((example) => at(rows - 1, example) < at(0, example)).length;
    const chart: LineChart = {
      title: `Energy falls for ${fallen} of ${counted(count, 'example')}`,
      x: { label: 'step of inference' },
      y: { label: 'E(y, z)' },
      series: [{ name: 'mean', x, y: mean }, ...series],
    };
    return Object.assign(lineChart(chart), {
      name: 'inference',
      title: chart.title,
      caption: inferenceCaption(mean),
    });
  },
});

/** Read off the mean energy at the guess and after each step. */
export function inferenceCaption(mean: readonly number[]): string {
  const [first, last] = [mean[0] as number, mean.at(-1) as number];
  const steps = mean.length - 1;
  const path = `z starts at the encoder’s guess z̃ and takes ${steps} gradient steps on E(y, z). The mean energy goes from ${digits(first)} to ${digits(last)}`;
  if (!(last < first)) return `${path}: these steps do not lower it.`;
  return `${path}: a fall of ${digits(first - last)}, which is what guessing in one pass costs (the amortisation gap, as far as these steps find it).`;
}

/** E(y, z) at the guess and after each step, [steps + 1, examples]. */
async function energiesOf(run: OpenRun, images: ReturnType<typeof table>, steps: number): Promise<HostArray> {
  const infer = run.entry.inference?.(run.spec, steps);
  if (infer === undefined) {
    throw expected({
      where: `run ${run.path}`,
      expected: 'a model that infers codes by gradient descent, such as target-propagation',
      received: run.spec.model,
      todo: 'Train target-propagation.',
      code: 'RUN',
    });
  }
  const rows = Int32Array.from({ length: images.shape[0] as number }, (_, row) => row);
  const energies = tf.tidy(() => {
    const y = tf.tensor(gather({ table: images, rows }), [...images.shape]);
    return infer(run.model, y);
  });
  try {
    return { values: Float32Array.from(await energies.data()), shape: energies.shape };
  } finally {
    energies.dispose();
  }
}
