import { expected } from '@latentkit/errors';
import { copyAgain } from '../files/formatError.ts';
import { placeName, rowPlace, type SourceColumn, type SourceTable } from '../tabular/sourceTable.ts';
import { decodeParquet } from './decodeParquet.ts';
import type { Images, WorkerColumn } from './parquetWorker.ts';

/** The columns of a Parquet file, and its images where it has any. */
export interface ParquetTable {
  readonly table: SourceTable;
  /** The first column of images. */
  readonly images?: Images;
}

/**
 * Read a Parquet file: integers, floats and booleans as float64, words as codes, images as their files; lists of one length as a column for each
 * place; dates, times, other lists and structures are named and left where they are. The bytes stay the caller's.
 *
 * @throws `FILE_FORMAT` for a damaged file, `PACKAGE_MISSING` with what to install
 */
export async function parseParquet(bytes: Uint8Array, { file }: { file: string }): Promise<ParquetTable> {
  const decoded = await decodeParquet(Uint8Array.from(bytes), file);
  if ('wanted' in decoded) {
    const { wanted, received } = decoded;
    throw expected({ where: file, expected: wanted, received, todo: copyAgain, code: 'FILE_FORMAT' });
  }
  const { columns, rows, index, classes } = decoded;
  const [pictures, ...more] = columns.filter((column) => column.kind === 'images');
  const notes = more.map(({ name }) => `${file}: images of column ${JSON.stringify(name)} are passed over`);
  const table = {
    file,
    rows,
    place: rowPlace,
    columns: columns
      .filter(isFlat)
      .flatMap((column) => (column.kind === 'lists' ? placesOf(column) : [column]))
      .map((column) => named(column, Object.hasOwn(classes, column.name) ? classes[column.name] : undefined)),
    index: new Set(index),
    notes,
  };
  return { table, ...(pictures && { images: pictures.images }) };
}

/** Class numbers as the words that they stand for, where the file says so and there is one for each. */
function named(column: SourceColumn, names: readonly string[] | undefined): SourceColumn {
  if (column.kind !== 'numbers' || !names) return column;
  const { name, values } = column;
  // −1 is the class of a test split that keeps its classes to itself.
  if (!values.every((value) => Number.isNaN(value) || (Number.isInteger(value) && value >= -1 && value < names.length)))
    return column;
  return {
    name,
    kind: 'words',
    words: names,
    codes: Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : value)),
    ordered: true,
  };
}

const isFlat = (column: WorkerColumn): column is Exclude<WorkerColumn, { kind: 'images' }> => column.kind !== 'images';

const placesOf = ({ name, places }: Extract<WorkerColumn, { kind: 'lists' }>): SourceColumn[] =>
  places.map((values, place) => ({ name: placeName(name, place), kind: 'numbers', values }));
