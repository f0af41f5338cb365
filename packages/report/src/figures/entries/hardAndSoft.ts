import { mapTable } from '@latentkit/core';
import { hardAndSoft as costs, isImageCodes } from '@latentkit/models';
import { checkRows, picked, requireImageCodes, splitOf } from '@latentkit/runs';
import { imageGrid } from '@latentkit/viz';
import { defineFigure } from '../../entry/figureEntry.ts';
import { gridOf } from '../reconstructionsFigure.ts';
import { rows, split } from './options.ts';

export const hardAndSoft = defineFigure({
  summary: 'images with their reconstructions from soft codes and from discrete (hard) codes',
  runs: ['a model of image codes'],
  train: ['latentkit train grid-vq-vae', 'latentkit train discrete-vae'],
  options: { rows: rows([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), split },
  async inReport(run) {
    if (!isImageCodes(run.model)) return undefined;
    const { test } = await run.data();
    return { options: { rows: Array.from({ length: Math.min(10, test.y.shape[0] as number) }, (_, row) => row) } };
  },
  async draw([run], { rows, split }) {
    const model = requireImageCodes(run);
    const part = splitOf(await run.data(), split);
    checkRows(rows, part);
    const y = picked(part.y, rows);
    const mapped = (map: Parameters<typeof mapTable>[0]['map']) =>
      mapTable({ engine: run.engine, map, state: Object.values(model.variables), table: y });
    const soft = await mapped((y) => model.decode(model.softCodes(y)));
    const hard = await mapped((y) => model.decode(model.encode(y)));
    const cost = async (kind: 'hard' | 'soft') => mean((await mapped((y) => costs(model, y)[kind])).values);
    const grid = gridOf('Reconstructions from soft and from discrete codes', y.shape.slice(1), [
      { title: 'original', images: y },
      { title: 'from soft codes', images: soft },
      { title: 'from discrete codes', images: hard },
    ]);
    const [before, after] = [await cost('soft'), await cost('hard')];
    return Object.assign(imageGrid(grid), {
      name: 'hard-and-soft',
      title: grid.title,
      caption: `Reconstruction loss −log p(y) of these ${split} images: ${before.toFixed(1)} nats with soft codes, ${after.toFixed(1)} with discrete codes (entries of the codebook), the only ones that text-to-image draws.`,
    });
  },
});

const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
