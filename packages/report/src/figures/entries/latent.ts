import { splitOf } from '@latentkit/runs';
import { defineFigure } from '../../entry/figureEntry.ts';
import { latentFigure } from '../latentFigure.ts';
import { split } from './options.ts';

export const latent = defineFigure({
  summary: 'codes by class, in the plane or by their first two principal components',
  runs: ['any model'],
  train: ['latentkit train autoencoder'],
  options: { split },
  async draw([run], { split }) {
    const data = await run.data();
    const { engine, model } = run;
    return latentFigure(splitOf(data, split), { engine, model, ...(data.classes && { classes: data.classes }) });
  },
});
