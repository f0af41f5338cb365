import { splitOf } from '@latentkit/runs';
import { defineFigure } from '../../entry/figureEntry.ts';
import { latentFigure } from '../latentFigure.ts';
import { split } from './options.ts';

export const latent = defineFigure({
  summary: 'latent codes coloured by class: the two dimensions, or the first two principal components',
  runs: ['any model'],
  train: ['latentkit train autoencoder'],
  options: { split },
  async draw([run], { split }) {
    const data = await run.data();
    const { engine, model } = run;
    const classes = data.classes && { classes: data.classes };
    return latentFigure(splitOf(data, split), { engine, model, ...classes });
  },
});
