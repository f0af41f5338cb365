import { expected } from '@latentkit/errors';
import { codeUsage } from '@latentkit/models';
import { first, splitOf } from '@latentkit/runs';
import { lineChart } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { codebookIndices, hasCodebook } from '../codebookIndices.ts';
import { split } from './options.ts';

export const codebook = defineFigure({
  summary: 'how often each codebook entry is used, most used first',
  runs: ['a model with a codebook'],
  train: ['latentkit train vq-vae', 'latentkit train grid-vq-vae', 'latentkit train discrete-vae'],
  options: { examples: z.int().positive().default(1000).describe('examples whose codes are counted'), split },
  inReport: (run) => (hasCodebook(run) ? { first: true, options: {} } : undefined),
  async draw([run], { examples, split }) {
    const y = first(splitOf(await run.data(), split).y, examples);
    const found = await codebookIndices(run, y);
    if (found === undefined) {
      throw expected({
        where: `run ${run.path}`,
        expected: 'a model with a codebook',
        received: run.spec.model,
        todo: 'Train a vq-vae.',
        code: 'RUN',
      });
    }
    const { indices, size } = found;
    const { counts, perplexity, dead } = codeUsage(indices, size);
    // Often one entry, that of an empty background, has most of the codes: others are to be seen on a logarithmic axis, which has no zero.
    const used = counts.filter((count) => count > 0).sort((a, b) => b - a);
    const sorted = used.map((count) => count / indices.length);
    const chart = lineChart({
      title: 'Use of the codebook',
      x: { label: 'entry, by rank' },
      y: { label: 'share of all codes', log: true },
      series: [
        { name: 'measured', x: sorted.map((_, rank) => rank + 1), y: sorted },
        { name: 'all equally often', x: [1, size], y: [1 / size, 1 / size] },
      ],
    });
    return Object.assign(chart, {
      name: 'codebook',
      title: 'Use of the codebook',
      caption: `${size - dead.length} of ${size} entries are used by ${y.shape[0]} ${split} examples. The perplexity is ${perplexity.toFixed(1)}: the same as that many entries used equally often.`,
    });
  },
});
