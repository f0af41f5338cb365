import type { HostArray } from '@latentkit/core';
import { counted } from '@latentkit/errors';
import { principalComponents } from '@latentkit/metrics';
import { pca, tsne, umap } from '@latentkit/metrics/embed';
import { encoded, first, latentSize, splitOf } from '@latentkit/runs';
import { type Figure, type FigureGrid, figureGrid, type Scatter, scatter } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { representation } from '../../representation.ts';
import { shown } from '../../verdict/statistics.ts';
import { seed, split } from './options.ts';

/** Principal components are taken of at most this many training images. */
const most = 20_000;
const components = ['first principal component', 'second principal component'] as const;

export const compression = defineFigure({
  summary: 'the encoder as a compressor: its codes next to PCA, t-SNE and UMAP of the inputs',
  runs: ['a model trained on data with classes'],
  train: ['latentkit train autoencoder'],
  options: {
    examples: z.int().min(100).max(10_000).default(2000).describe('examples drawn'),
    split,
    seed,
  },
  async draw([run], { examples, split, seed }) {
    const data = await run.data();
    const part = splitOf(data, split);
    const images = first(part.y, examples);
    const labels = part.label?.values.subarray(0, examples);
    const classes = labels && Array.from(labels, (index) => data.classes?.[index] ?? index);
    const { perExample, pcaError, neighbors, probe } = await representation(run, { most });
    const codes = await encoded(run, images);
    const panel = (title: string, [x, y]: readonly [string, string], { values }: HostArray): Figure => {
      const chart: Scatter = {
        title,
        x: { label: x },
        y: { label: y },
        points: values,
        ...(classes && { classes }),
      };
      return scatter(chart);
    };
    const size = latentSize(run);
    const grid: FigureGrid = {
      title: `Codes of ${run.spec.model} next to PCA, t-SNE and UMAP`,
      across: 2,
      figures: [
        size === 2 ? panel('Codes', ['z₁', 'z₂'], codes) : panel('PCA of the codes', components, plane(codes)),
        panel('PCA of the inputs', components, pca(images)),
        panel('t-SNE of the inputs', ['t-SNE 1', 't-SNE 2'], tsne(images, { seed })),
        panel('UMAP of the inputs', ['UMAP 1', 'UMAP 2'], umap(images, { seed })),
      ],
    };
    return Object.assign(figureGrid(grid), {
      name: 'compression',
      title: grid.title,
      caption: compressionCaption({ size, error: perExample, pcaError, neighbors, probe }),
    });
  },
});

/** Read off the mean squared errors. */
export function compressionCaption(told: {
  size: number;
  error: number;
  pcaError: number;
  neighbors?: number | undefined;
  probe?: number | undefined;
}): string {
  const { size, error, pcaError, neighbors, probe } = told;
  const beside =
    error < pcaError
      ? `${percent(1 - error / pcaError)} less than ${size} principal components`
      : `no less than ${size} principal components`;
  const classes =
    neighbors === undefined || probe === undefined
      ? ''
      : ` From a test code, the 10 nearest training codes give the right class in ${percent(neighbors)} of cases, a linear classifier in ${percent(probe)}.`;
  return `From ${counted(size, 'latent dimension')} the model reconstructs the test set with a mean squared error of ${shown(error)}, ${beside} (${shown(pcaError)}).${classes} t-SNE and UMAP only place the inputs in the plane: they have no decoder, so no reconstruction error.`;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function plane(codes: HostArray): HostArray {
  const size = codes.shape[1] as number;
  if (size === 2) return codes;
  return principalComponents(codes).encode(codes, 2);
}
