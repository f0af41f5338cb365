import type { Table } from '@latentkit/core';
import { expected } from '@latentkit/errors';

/** An array of a file as rows: a flat list is rows of one number, [rows, height, width] gets a channel, `pixels` are bytes of scale 1/255. */
export function observations(
  { values, shape }: Pick<Table, 'values' | 'shape'>,
  { pixels }: { pixels: boolean },
): Table {
  const rank = shape.length;
  return { values, shape: rank === 1 || rank === 3 ? [...shape, 1] : shape, scale: pixels ? 1 / 255 : 1 };
}

/**
 * An array of a file as classes: [rows] or [rows, 1] whole numbers from 0.
 *
 * @throws `FILE_FORMAT`, where: the file or the array in it
 */
export function labels({ values, shape }: Table, rows: number, where: string): Table {
  const fail = (wanted: string, received: string) =>
    expected({
      where,
      expected: wanted,
      received,
      todo: 'Give the labels that belong to these rows.',
      code: 'FILE_FORMAT',
    });
  if (values.length !== shape[0]) throw fail('one label a row, shape [rows]', `shape [${shape}]`);
  if (values.length !== rows) throw fail(`${rows} labels, one a row`, `${values.length}`);
  const broken = values.findIndex((value) => !Number.isInteger(value) || value < 0 || value >= 2 ** 31);
  if (broken !== -1) throw fail('whole numbers from 0', `${values[broken]} in row ${broken}`);
  return { values: values instanceof Float32Array ? Int32Array.from(values) : values, shape: [rows], scale: 1 };
}
