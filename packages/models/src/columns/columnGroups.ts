import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { SettingField } from '../files/fields.ts';
import { damaged } from '../files/readDescription.ts';

const kinds = ['numbers', 'booleans', 'categories'] as const;

/**
 * Neighbouring numbers of a row of a table: `numbers` of any range, `booleans` that are 0 or 1 each, or `categories`, of which one is 1 and the
 * others are 0.
 */
export interface ColumnGroup {
  readonly kind: (typeof kinds)[number];
  /** How many numbers of the row. */
  readonly size: number;
}

/** Numbers of a row. */
export const widthOf = (columns: readonly ColumnGroup[]) => columns.reduce((sum, { size }) => sum + size, 0);

/** The groups of rows: [batch, width] → [batch, size] of each. @throws `SHAPE` for rows of another width */
export function cut(where: string, columns: readonly ColumnGroup[], rows: tf.Tensor): tf.Tensor2D[] {
  const width = widthOf(columns);
  if (rows.rank !== 2 || rows.shape[1] !== width) {
    throw expected({
      where,
      expected: `rows of the columns, [batch,${width}]`,
      received: `[${rows.shape}]`,
      todo: 'Give columns whose sizes add up to the row size.',
      code: 'SHAPE',
    });
  }
  // The gradient of tfjs fails where a split has one part.
  if (columns.length === 1) return [rows as tf.Tensor2D];
  const sizes = columns.map(({ size }) => size);
  return tf.split(rows as tf.Tensor2D, sizes, 1);
}

/** Where `columns` of a model or likelihood come from a caller. @throws `OPTION` */
export function checkColumns(where: string, columns: readonly ColumnGroup[]): void {
  const wrong = columns.find((group) => !isGroup(group));
  if (columns.length > 0 && !wrong) return;
  throw expected({
    where: `${where}, columns`,
    expected: `groups of ${kinds.join(', ')}, each with a size of at least 1 (2 of categories)`,
    received: wrong ? JSON.stringify(wrong) : 'none',
    todo: 'Name the columns of a row.',
    code: 'OPTION',
  });
}

function isGroup(data: unknown): data is ColumnGroup {
  const { kind, size } = (typeof data === 'object' && data !== null ? data : {}) as Partial<ColumnGroup>;
  return (
    kinds.some((name) => name === kind) &&
    Number.isSafeInteger(size) &&
    (size as number) >= (kind === 'categories' ? 2 : 1)
  );
}

/** Groups in the file of a model that may have none. */
export const columnsField: SettingField<readonly ColumnGroup[] | undefined> = {
  write: (columns) => columns,
  read(data, { at, numbers }) {
    if (data === undefined) return undefined;
    // A row is as wide as a bias of its decoder.
    if (Array.isArray(data) && data.length > 0 && data.every(isGroup) && widthOf(data) <= numbers)
      return data.map(({ kind, size }) => ({ kind, size }));
    throw damaged(`groups of ${kinds.join(', ')} at ${at}`, JSON.stringify(data).slice(0, 80));
  },
};
