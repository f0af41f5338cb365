import type { Table } from '@latentkit/core';
import type { Layout } from '../dataset.ts';

/** An array of a file as rows. */
export interface Observations {
  readonly y: Table;
  readonly layout: Layout;
}

/** Where an array holds colours before rows and columns, as PyTorch has images: [rows, 1 or 3, height, width]. */
export const isChannelsFirst = (shape: readonly number[]) =>
  shape.length === 4 && (shape[1] === 1 || shape[1] === 3) && (shape[2] as number) > 4 && (shape[3] as number) > 4;

/**
 * A flat list is rows of one number, [rows, height, width] gets a channel, channels that come first are put last, `pixels` are bytes of scale 1/255.
 */
export function observations(
  { values, shape }: Pick<Table, 'values' | 'shape'>,
  { pixels }: { pixels: boolean },
): Observations {
  const scale = pixels ? 1 / 255 : 1;
  const rank = shape.length;
  if (isChannelsFirst(shape)) return { y: { ...channelsLast({ values, shape }), scale }, layout: 'channels first' };
  const rows = rank === 1 || rank === 3 ? [...shape, 1] : shape;
  return { y: { values, shape: rows, scale }, layout: layoutOf(rows) };
}

/** How rows of this shape lie: the last of [rows, height, width, channels] is colours where it is 1, 3 or 4. */
export function layoutOf(shape: readonly number[]): Layout {
  if (shape.length === 2) return 'columns';
  return shape.length === 4 && [1, 3, 4].includes(shape[3] as number) ? 'channels last' : 'other';
}

/** What is to be said of a layout. */
export const layoutNotes = (layout: Layout): string[] =>
  layout === 'channels first' ? ['channels come first in the array, and last in what is read of it'] : [];

/** [rows, channels, height, width] → [rows, height, width, channels] */
export function channelsLast({ values, shape }: Pick<Table, 'values' | 'shape'>): Pick<Table, 'values' | 'shape'> {
  const [rows, channels, height, width] = shape as [number, number, number, number];
  const turned = [rows, height, width, channels];
  if (channels === 1) return { values, shape: turned };
  const into = new (values.constructor as Uint8ArrayConstructor)(values.length) as Table['values'];
  const area = height * width;
  for (let row = 0, from = 0; row < rows; row++) {
    const start = row * area * channels;
    for (let channel = 0; channel < channels; channel++)
      for (let at = 0; at < area; at++) into[start + at * channels + channel] = values[from++] as number;
  }
  return { values: into, shape: turned };
}
