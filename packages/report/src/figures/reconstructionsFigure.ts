import type { Engine, HostArray, Table } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import type { LatentModel } from '@latentkit/models';
import { picked, reconstructed } from '@latentkit/runs';
import { type ImageGrid, imageGrid } from '@latentkit/viz';
import type { RunFigure } from '../entry/runFigure.ts';
import { type ImageSize, shrinkFactor, shrunk, shrunkSize } from './shrunk.ts';

/** Originals above their reconstructions. @param rows of the table */
export async function reconstructionsFigure(
  rows: readonly number[],
  { engine, model, images }: { engine: Engine; model: LatentModel; images: Table },
): Promise<RunFigure> {
  const shape = images.shape.slice(1);
  const some = picked(images, rows);
  const reconstructions = await reconstructed({ engine, model }, some);
  const grid = gridOf('Originals above reconstructions', shape, [
    { title: 'original', images: some },
    { title: 'reconstruction', images: reconstructions },
  ]);
  return Object.assign(imageGrid(grid), {
    name: 'reconstructions',
    title: grid.title,
    caption: 'Test images, which the model has not learned from, and what it makes of them through its code.',
  });
}

/** A grid of images of one shape, cut to [0, 1]; large ones are shrunk, which the title says. */
export function gridOf(
  title: string,
  shape: readonly number[],
  rows: readonly { title?: string; images: Pick<HostArray, 'shape'> & { values: ArrayLike<number> } }[],
): ImageGrid {
  const size = imageSize(shape);
  const factor = shrinkFactor(
    size,
    rows.reduce((sum, { images }) => sum + (images.shape[0] as number), 0),
  );
  const drawn = rows.map(({ title = '', images }) => ({
    title,
    images: shrunk(images.values, size, factor).map((value) => Math.min(1, Math.max(0, value))),
  }));
  const said = factor === 1 ? title : `${title} (at 1/${factor} of their size)`;
  return { title: said, ...shrunkSize(size, factor), rows: drawn };
}

/** @throws SHAPE for examples that are no images of grey or colour */
export function imageSize(shape: readonly number[]): ImageSize & { channels: 1 | 3 } {
  if (!isImage(shape)) {
    throw expected({
      where: 'figure',
      expected: 'images of shape [height, width], [height, width, 1] or [height, width, 3]',
      received: `examples of shape [${shape}]`,
      todo: 'For the numbers: `latentkit reconstruct`, `decode` or `sample` with --out and a name in .csv.',
      code: 'SHAPE',
    });
  }
  const [height, width, channels = 1] = shape as [number, number, 1 | 3];
  return { height, width, channels };
}

/** True for [height, width], [height, width, 1] and [height, width, 3]. */
export const isImage = (shape: readonly number[]): boolean =>
  shape.length === 2 || (shape.length === 3 && (shape[2] === 1 || shape[2] === 3));
