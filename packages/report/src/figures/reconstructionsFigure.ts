import type { Engine, HostArray, Table } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import type { LatentModel } from '@latentkit/models';
import { type ExampleKind, picked, reconstructed } from '@latentkit/runs';
import { type ImageGrid, imageGrid } from '@latentkit/viz';
import type { RunFigure } from '../entry/runFigure.ts';
import { shown } from '../verdict/statistics.ts';
import { meanSquares } from './meanSquares.ts';
import { seriesGrid } from './seriesGrid.ts';
import { type ImageSize, shrinkFactor, shrunk, shrunkSize } from './shrunk.ts';

export interface ReconstructionsOptions {
  readonly engine: Engine;
  readonly model: LatentModel;
  readonly images: Table;
  readonly kind?: ExampleKind;
  /** The name of the split that they are of, where it is known. */
  readonly split?: string;
}

/** Originals above their reconstructions, windows of a series as curves. @param rows of the table */
export async function reconstructionsFigure(
  rows: readonly number[],
  { engine, model, images, kind = 'image', split }: ReconstructionsOptions,
): Promise<RunFigure> {
  const shape = images.shape.slice(1);
  const some = picked(images, rows);
  const reconstructions = await reconstructed({ engine, model }, some);
  const error = meanSquares(some.values, reconstructions.values, rows.length);
  if (kind === 'series') {
    const title = 'Originals and reconstructions';
    const figure = seriesGrid(title, shape, [
      { title: 'original', values: some.values },
      { title: 'reconstruction', values: reconstructions.values },
    ]);
    const caption = reconstructionsCaption({ error, count: rows.length, kind, split });
    return Object.assign(figure, { name: 'reconstructions', title, caption });
  }
  const grid = gridOf('Originals above reconstructions', shape, [
    { title: 'original', images: some },
    { title: 'reconstruction', images: reconstructions },
  ]);
  return Object.assign(imageGrid(grid), {
    name: 'reconstructions',
    title: grid.title,
    caption: reconstructionsCaption({ error, count: rows.length, kind, split }),
  });
}

/** Read off the examples; test rows alone were kept from training. */
export function reconstructionsCaption(told: {
  error: number;
  count: number;
  kind: ExampleKind;
  split: string | undefined;
}): string {
  const { error, count, kind, split } = told;
  const what = `${count} ${split === undefined ? '' : `${split} `}${kind === 'series' ? 'windows' : 'examples'}`;
  const unseen = split === 'test' ? ', which were not used in training,' : '';
  return `${what}${unseen} and their reconstructions. Mean squared error ‖y − ỹ‖² of these: ${shown(error)}.`;
}

interface GridRow {
  readonly title?: string;
  readonly images: Pick<HostArray, 'shape'> & { values: ArrayLike<number> };
  readonly labels?: readonly string[];
  /** Noise was added to them, which does not decide what is black and white. */
  readonly noisy?: boolean;
}

/**
 * A grid of images of one shape; large ones are shrunk, which the title says. Numbers are cut to [0, 1]; where they are far from it, black is the least and white the
 * greatest of them, which the title says too.
 */
export function gridOf(title: string, shape: readonly number[], rows: readonly GridRow[]): ImageGrid {
  const size = imageSize(shape);
  const factor = shrinkFactor(
    size,
    rows.reduce((sum, { images }) => sum + (images.shape[0] as number), 0),
  );
  const { from, to } = shades(rows.filter(({ noisy }) => !noisy).map(({ images }) => images.values));
  const drawn = rows.map(({ title = '', images, labels }) => ({
    title,
    ...(labels && { labels }),
    images: shrunk(images.values, size, factor).map((value) => Math.min(1, Math.max(0, (value - from) / (to - from)))),
  }));
  const said = [
    ...(factor === 1 ? [] : [`at 1/${factor} of their size`]),
    ...(from === 0 && to === 1 ? [] : [`black is ${from.toPrecision(3)}, white ${to.toPrecision(3)}`]),
  ];
  return { title: said.length > 0 ? `${title} (${said.join('; ')})` : title, ...shrunkSize(size, factor), rows: drawn };
}

/** What is black and white: 0 and 1, unless a number is further than a quarter from there. */
function shades(all: readonly ArrayLike<number>[]): { from: number; to: number } {
  let [from, to] = [0, 1];
  for (const values of all) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      if (value < from) from = value;
      if (value > to) to = value;
    }
  }
  return from < -0.25 || to > 1.25 ? { from, to } : { from: 0, to: 1 };
}

/** @throws SHAPE for examples that are not images of grey or colour */
export function imageSize(shape: readonly number[]): ImageSize & { channels: 1 | 3 } {
  if (!isImage(shape)) {
    throw expected({
      where: 'figure',
      expected: 'images of shape [height, width], [height, width, 1] or [height, width, 3]',
      received: `examples of shape [${shape}]`,
      todo: 'For numbers, use `latentkit reconstruct`, `decode` or `sample` with --out <name>.csv.',
      code: 'SHAPE',
    });
  }
  const [height, width, channels = 1] = shape as [number, number, 1 | 3];
  return { height, width, channels };
}

/** True for [height, width], [height, width, 1] and [height, width, 3]. */
export const isImage = (shape: readonly number[]): boolean =>
  shape.length === 2 || (shape.length === 3 && (shape[2] === 1 || shape[2] === 3));
