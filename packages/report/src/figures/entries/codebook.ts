import { codeUsage, indicesOf, isImageCodes } from '@latentkit/models';
import { first, requireImageCodes, splitOf } from '@latentkit/runs';
import { lineChart } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { split } from './options.ts';

export const codebook = defineFigure({
  summary: 'how often each entry of a codebook is used, the most used first',
  runs: ['a model of image codes'],
  train: ['latentkit train grid-vq-vae', 'latentkit train discrete-vae'],
  options: { examples: z.int().positive().default(1000).describe('images whose codes are counted'), split },
  inReport: ({ model }) => (isImageCodes(model) ? { options: {} } : undefined),
  async draw([run], { examples, split }) {
    const model = requireImageCodes(run);
    const y = first(splitOf(await run.data(), split).y, examples);
    const { values } = await indicesOf(model, { engine: run.engine, y });
    const { counts, perplexity, dead } = codeUsage(values, model.size);
    const sorted = counts.map((count) => count / values.length).sort((a, b) => b - a);
    const chart = lineChart({
      title: 'Use of the codebook',
      x: { label: 'entry, by rank' },
      y: { label: 'share of the cells' },
      series: [
        { name: 'measured', x: sorted.map((_, rank) => rank + 1), y: sorted },
        { name: 'all alike', x: [1, model.size], y: [1 / model.size, 1 / model.size] },
      ],
    });
    const images = `${y.shape[0]} ${split} images`;
    return Object.assign(chart, {
      name: 'codebook',
      title: 'Use of the codebook',
      caption: `Of ${model.size} entries ${model.size - dead.length} are used by ${images}; the perplexity is ${perplexity.toFixed(1)}, as of so many entries used alike.`,
    });
  },
});
