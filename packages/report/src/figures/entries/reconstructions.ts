import { checkRows, exampleKind, splitOf } from '@latentkit/runs';
import { defineFigure } from '../../entry/figureEntry.ts';
import { reconstructionsFigure } from '../reconstructionsFigure.ts';
import { rows, split } from './options.ts';

export const reconstructions = defineFigure({
  summary: 'images above their reconstructions, windows of a series as curves',
  runs: ['a model of images or series'],
  train: ['latentkit train autoencoder'],
  options: { rows: rows([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), split },
  async inReport(run) {
    const { test } = await run.data();
    return { options: { rows: Array.from({ length: Math.min(10, test.y.shape[0] as number) }, (_, row) => row) } };
  },
  async draw([run], { rows, split }) {
    const part = splitOf(await run.data(), split);
    checkRows(rows, part);
    return reconstructionsFigure(rows, {
      engine: run.engine,
      model: run.model,
      images: part.y,
      kind: exampleKind(run.trainedOn),
      split,
    });
  },
});
