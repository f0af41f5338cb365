import { expected } from '@latentkit/errors';
import { linearProbe, mostConfused } from '@latentkit/metrics';
import { type Heatmap, heatmap } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { labelledCodes } from '../../representation.ts';

/** Classes whose confusion can be read in a report. */
const readable = 30;

export const confusion = defineFigure({
  summary: 'confusion matrix of a linear classifier on the codes',
  runs: ['a model trained on data with classes'],
  train: ['latentkit train autoencoder'],
  options: {
    most: z.int().min(10).default(20_000).describe('training examples whose codes the classifier learns from'),
  },
  async inReport(run) {
    const { classes, train, test } = await run.data();
    const readableClasses = classes === undefined || classes.length <= readable;
    return train.label && test.label && readableClasses ? { options: { most: 2000 } } : undefined;
  },
  async draw([run], { most }) {
    const codes = await labelledCodes(run, { most });
    const { classes, test } = await run.data();
    if (codes === undefined) {
      throw expected({
        where: `run ${run.path}`,
        expected: 'data with classes',
        received: `${run.spec.data}, which has none`,
        todo: 'Train on mnist or fashion-mnist.',
        code: 'RUN',
      });
    }
    const probed = linearProbe(codes);
    const { values, shape } = probed.confusion;
    const names = Array.from({ length: shape[0] }, (_, index) => classes?.[index] ?? String(index));
    const pairs = mostConfused(probed.confusion, 3).map(({ a, b, count }) => `${names[a]}/${names[b]} (${count})`);
    const chart: Heatmap = {
      title: `Most confused by a linear classifier on the codes: ${pairs.join(', ')}`,
      x: { label: 'predicted class', names },
      y: { label: 'true class', names },
      rows: shape[0],
      columns: shape[1],
      value: { label: 'examples', log: true },
      values,
    };
    return Object.assign(heatmap(chart), {
      name: 'confusion',
      title: chart.title,
      caption: `A linear classifier, trained on codes of training examples, is right for ${(100 * probed.accuracy).toFixed(1)} % of the ${test.y.shape[0]} test examples.`,
    });
  },
});
