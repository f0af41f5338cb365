import { expected } from '@latentkit/errors';

interface Shaped {
  readonly y: { readonly shape: readonly number[] };
}

/** Refuse a test split whose rows have another shape than the training split's; `where` names the former, `first` the latter. */
export function sameRows(train: Shaped, test: Shaped, where: string, first: string): void {
  sameShapeOf(train.y.shape.slice(1), test.y.shape.slice(1), where, first);
}

/** @param row, testRow the shapes of one row */
export function sameShapeOf(row: readonly number[], testRow: readonly number[], where: string, first: string): void {
  if (`${row}` === `${testRow}`) return;
  throw expected({
    where,
    expected: `rows of shape [${row}], as in ${first}`,
    received: `[${testRow}]`,
    todo: 'Give two files of one data set.',
    code: 'FILE_FORMAT',
  });
}
