import { counted, expected } from '@latentkit/errors';
import { isSource, type Readable } from '../data/rowSource.ts';
import { checkStored } from '../data/table.ts';

export function checkCounts(counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) {
    if (!Number.isInteger(count) || count < 1) {
      throw expected({
        where: `train, ${name}`,
        expected: 'a whole number of at least 1',
        received: String(count),
        todo: `Set ${name} to the number you want.`,
        code: 'OPTION',
      });
    }
  }
}

/** @returns the rows that all columns have */
export function checkColumns(
  where: string,
  columns: Readonly<Record<string, Readable>> & { readonly y: Readable },
): number {
  const size = columns.y.shape[0] as number;
  checkCounts({ 'rows of y': size });
  for (const [name, column] of Object.entries(columns)) {
    const { shape } = column;
    if (!isSource(column)) checkStored(`${where}.${name}`, column);
    if (shape[0] !== size) {
      throw expected({
        where: `${where}.${name}`,
        expected: `${counted(size, 'row')}, as in y`,
        received: `${shape[0]}`,
        todo: 'Give every table one row per example.',
        code: 'SHAPE',
      });
    }
  }
  return size;
}
