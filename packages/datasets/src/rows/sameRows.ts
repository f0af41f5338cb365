import { expected } from '@latentkit/errors';
import type { ArraySplit } from '../arrays/arrayData.ts';

interface Shaped {
  readonly y: { readonly shape: readonly number[] };
}

/** Refuse a test split whose rows have another shape than the training split's; `where` names the former, `first` the latter. */
export function sameRows(train: Shaped, test: Shaped, where: string, first: string): void {
  compare(train.y.shape.slice(1), test.y.shape.slice(1), where, first);
}

/** The same for arrays, of which columns of numbers are compared when their plan is applied. */
export function sameShape(train: ArraySplit['rows'], test: ArraySplit['rows'], where: string, first: string): void {
  const shape = (rows: ArraySplit['rows']) => ('y' in rows ? rows.y.shape.slice(1) : [rows.columns.length]);
  compare(shape(train), shape(test), where, first);
}

function compare(row: readonly number[], testRow: readonly number[], where: string, first: string): void {
  if (`${row}` === `${testRow}`) return;
  throw expected({
    where,
    expected: `rows of shape [${row}], as in ${first}`,
    received: `[${testRow}]`,
    todo: 'Give two files of one data set.',
    code: 'FILE_FORMAT',
  });
}
