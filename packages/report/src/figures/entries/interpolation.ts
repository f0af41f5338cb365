import type { HostArray } from '@latentkit/core';
import { checkRows, decoded, encoded, picked, splitOf } from '@latentkit/runs';
import { linearInterpolation, sphericalInterpolation } from '@latentkit/samplers';
import { imageGrid } from '@latentkit/viz';
import { defineFigure } from '../../entry/figureEntry.ts';
import { gridOf } from '../reconstructionsFigure.ts';
import { rows, split } from './options.ts';

const steps = 11;
const paths = { linear: linearInterpolation, spherical: sphericalInterpolation };

export const interpolation = defineFigure({
  summary: 'images between two images, decoded along a straight and a spherical path between their codes',
  runs: ['a model of images'],
  train: ['latentkit train vae'],
  options: { rows: rows([0, 1]), split },
  async draw([run], { rows: ends, split }) {
    const part = splitOf(await run.data(), split);
    checkRows(ends, part);
    const { values, shape } = await encoded(run, picked(part.y, ends));
    const size = shape[1] as number;
    const code = (i: number) => values.subarray(i * size, (i + 1) * size);
    const rows: { title: string; images: HostArray }[] = [];
    for (let i = 0; i + 1 < ends.length; i++) {
      for (const [name, path] of Object.entries(paths)) {
        rows.push({ title: name, images: await decoded(run, path(code(i), code(i + 1), steps)) });
      }
    }
    const grid = gridOf('From one image to another', part.y.shape.slice(1), rows);
    return Object.assign(imageGrid(grid), {
      name: 'interpolation',
      title: grid.title,
      caption: 'Images decoded from points between two codes; the first and the last are the reconstructions.',
    });
  },
});
