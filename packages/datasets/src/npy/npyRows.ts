import type { ArraySplit } from '../arrays/arrayData.ts';
import { isUnit, matrixTable } from '../arrays/matrixTable.ts';
import { observations } from '../arrays/observations.ts';
import { rowPlace, type SourceTable } from '../tabular/sourceTable.ts';
import { numberReader } from './elementReader.ts';
import { checkedHeader, parseNpy } from './parseNpy.ts';

/**
 * The array of a .npy file as rows. Unsigned bytes are pixels. Other numbers in one or two dimensions are columns of a table in float64, unless all of
 * them are from 0 to 1.
 *
 * @param like the rows of the training split: those of the test split are taken as they are
 */
export function npyRows(bytes: Uint8Array, file: string, like?: ArraySplit['rows']): ArraySplit['rows'] {
  const { header } = checkedHeader(bytes, file);
  const { type, shape, fortranOrder } = header;
  if (shape.length <= 2 && type !== 'u1' && type !== 'b1') {
    const [rows = 0, width = 1] = shape;
    const read = numberReader(bytes, header);
    const at = fortranOrder ? (i: number) => read((i % width) * rows + Math.floor(i / width)) : read;
    const table = matrixTable(at, shape, file);
    if (like ? 'columns' in like : !isUnit(table)) return table;
  }
  return observations(parseNpy(bytes, { file }), { pixels: type === 'u1' });
}

/** As `like` it makes every array of numbers columns, those from 0 to 1 too. */
export const anyColumns: SourceTable = { file: '', rows: 0, columns: [], place: rowPlace, notes: [] };

export const rowsIn = (rows: ArraySplit['rows']) => ('y' in rows ? (rows.y.shape[0] as number) : rows.rows);
