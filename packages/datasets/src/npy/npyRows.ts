import type { Table } from '@latentkit/core';
import type { ArraySplit } from '../arrays/arrayData.ts';
import { isUnit, matrixTable } from '../arrays/matrixTable.ts';
import { observations } from '../arrays/observations.ts';
import { rowPlace, type SourceTable } from '../tabular/sourceTable.ts';
import { numberReader } from './elementReader.ts';
import { checkedHeader, parseNpy } from './parseNpy.ts';

/**
 * The array of a .npy file as rows. Unsigned bytes are pixels, unless all of them are 0 and 1: those are flags, as booleans are. Flags in one or two
 * dimensions are columns of a table, and so are other numbers, in float64, unless they lie from 0 to 1 and some between.
 *
 * @param like the rows of the training split: those of the test split are taken as they are
 */
export function npyRows(bytes: Uint8Array, file: string, like?: Like): ArraySplit['rows'] {
  const { header } = checkedHeader(bytes, file);
  const { type, shape, start, fortranOrder } = header;
  const flags = type === 'b1' || (type === 'u1' && bytes.subarray(start).every((value) => value <= 1));
  const scale = like && 'y' in like ? like.y.scale : undefined;
  const pixels = type === 'u1' && (scale === undefined ? !flags : scale !== 1);
  if (shape.length <= 2 && (like ? 'columns' in like : !pixels)) {
    const [rows = 0, width = 1] = shape;
    const read = numberReader(bytes, header);
    const at = fortranOrder ? (i: number) => read((i % width) * rows + Math.floor(i / width)) : read;
    const table = matrixTable(at, shape, { file, kind: flags ? 'booleans' : 'numbers' });
    if (like || !isUnit(table)) return table;
  }
  return observations(parseNpy(bytes, { file }), { pixels });
}

/** Rows that others are taken as: columns, or numbers, of which bytes have a scale if it is given. */
export type Like = SourceTable | { readonly y: Partial<Pick<Table, 'scale'>> };

/** How a trained model takes rows that are no table. */
export interface AsRows {
  /** Rows as they are, never the columns of a table; bytes have this scale, if it is given. */
  readonly asRows?: Partial<Pick<Table, 'scale'>>;
}

/** As `like` it makes every array of numbers columns, those from 0 to 1 too. */
export const anyColumns: SourceTable = { file: '', rows: 0, columns: [], place: rowPlace, notes: [] };

export const rowsIn = (rows: ArraySplit['rows']) => ('y' in rows ? (rows.y.shape[0] as number) : rows.rows);
