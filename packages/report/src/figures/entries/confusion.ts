import { expected } from '@latentkit/errors';
import { mostConfused } from '@latentkit/metrics';
import { type Heatmap, heatmap } from '@latentkit/viz';
import { defineFigure } from '../../entry/figureEntry.ts';
import { representation } from '../../representation.ts';

const most = 20_000;

export const confusion = defineFigure({
  summary: 'which classes codes do not tell apart: what a linear probe takes for what',
  runs: ['a model trained on data with classes'],
  train: ['latentkit train autoencoder'],
  options: {},
  async draw([run]) {
    const { probed } = await representation(run, { most });
    const { classes, test } = await run.data();
    if (probed === undefined) {
      throw expected({
        where: `run ${run.path}`,
        expected: 'data with classes',
        received: `${run.spec.data}, which has none`,
        todo: 'Train on mnist or fashion-mnist.',
        code: 'RUN',
      });
    }
    const { values, shape } = probed.confusion;
    const names = Array.from({ length: shape[0] }, (_, index) => classes?.[index] ?? String(index));
    const pairs = mostConfused(probed.confusion, 3).map(({ a, b, count }) => `${names[a]}/${names[b]} (${count})`);
    const chart: Heatmap = {
      title: `Confused by a linear probe of the codes: ${pairs.join(', ')}`,
      x: { label: 'taken for', names },
      y: { label: 'is', names },
      rows: shape[0],
      columns: shape[1],
      value: { label: 'test examples', log: true },
      values,
    };
    return Object.assign(heatmap(chart), {
      name: 'confusion',
      title: chart.title,
      caption: `A linear probe of the codes finds the class of ${(100 * probed.accuracy).toFixed(1)} % of the ${test.y.shape[0]} test examples.`,
    });
  },
});
