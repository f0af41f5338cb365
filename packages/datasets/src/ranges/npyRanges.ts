import { npyHead } from '@latentkit/core/internal';
import { counted } from '@latentkit/errors';
import { copyAgain, formatError } from '../files/formatError.ts';
import { npyDictionary, npyHeader, npyTypes } from '../npy/npyHeader.ts';
import { anyColumns, npyRows } from '../npy/npyRows.ts';
import type { TableRanges } from './ranges.ts';
import { openToRead, readRange } from './readRange.ts';

/** The rows of a .npy file of columns: a range of it is a .npy file of fewer rows. @returns undefined for pixels, and for Fortran order */
export async function npyRanges(path: string, head: Uint8Array): Promise<TableRanges | undefined> {
  const { type, shape, start, fortranOrder } = npyHeader(head, path);
  const { descr } = npyDictionary(head, path);
  const [rows = 0, width = 1] = shape;
  if (fortranOrder || shape.length > 2 || type === 'u1') return undefined;
  const rowBytes = width * npyTypes[type];
  const file = await openToRead(path);
  const { size } = await file.stat();
  const end = start + rows * rowBytes;
  if (size !== end) {
    await file.close();
    throw formatError(path)(
      Math.min(size, end),
      `${counted(end, 'byte')} for shape [${shape}]`,
      `a file of ${size}`,
      copyAgain,
    );
  }
  return {
    rows,
    async read(from, to) {
      const at = { from: start + from * rowBytes, to: start + to * rowBytes };
      const own = npyHead([to - from, ...shape.slice(1)], descr);
      const bytes = await readRange(file, path, { ...at, before: own.length });
      bytes.set(own);
      const table = npyRows(bytes, path, anyColumns);
      if (!('columns' in table)) throw new Error('columns are asked for');
      return { ...table, place: (row) => table.place(row + from) };
    },
    close: () => file.close(),
  };
}
