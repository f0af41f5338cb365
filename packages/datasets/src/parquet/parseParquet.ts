import { expected } from '@latentkit/errors';
import { copyAgain } from '../files/formatError.ts';
import { classCodes } from '../tabular/classCodes.ts';
import type { NamedColumns } from '../tabular/tabular.ts';
import { decodeParquet } from './decodeParquet.ts';
import type { Images, WorkerColumn } from './parquetWorker.ts';

type FlatColumn = Extract<WorkerColumn, { values: Float32Array }>;

/** Columns of numbers and words, and of images where there are any. */
export interface ParquetColumns extends NamedColumns {
  /** The first column of images. */
  readonly images?: Images;
}

/**
 * Read the columns of a Parquet file: integers, floats and booleans as float32, words as classes, images as their files. The bytes stay the caller's.
 *
 * @throws `FILE_FORMAT` for a damaged file, nested columns, empty cells, `PACKAGE_MISSING` with what to install
 */
export async function parseParquet(bytes: Uint8Array, { file }: { file: string }): Promise<ParquetColumns> {
  const decoded = await decodeParquet(Uint8Array.from(bytes), file);
  if ('wanted' in decoded) {
    const { wanted, received } = decoded;
    throw expected({ where: file, expected: wanted, received, todo: copyAgain, code: 'FILE_FORMAT' });
  }
  const { columns } = decoded;
  const flat = columns.filter((column) => 'values' in column);
  const [pictures] = columns.filter((column) => 'images' in column);
  const rows = pictures?.images.ends.length ?? (flat[0] as FlatColumn).values.length;
  return {
    ...(pictures && { images: pictures.images }),
    names: flat.map(({ name }) => name),
    numbers(chosen) {
      const values = new Float32Array(rows * chosen.length);
      chosen.forEach((column, position) => {
        const { name, values: from, words } = flat[column] as FlatColumn;
        if (words) {
          const todo = 'Name it as the label, or take it out.';
          throw expected({
            where: file,
            expected: `numbers in column ${JSON.stringify(name)}`,
            received: 'words',
            todo,
            code: 'FILE_FORMAT',
          });
        }
        for (let row = 0; row < rows; row++) values[row * chosen.length + position] = from[row] as number;
      });
      return { values, shape: [rows, chosen.length], scale: 1 };
    },
    classes(column) {
      const { values, words } = flat[column] as FlatColumn;
      const codes = classCodes(rows, file);
      for (const [row, value] of values.entries()) codes.add(row, words ? (words[value] as string) : String(value));
      return codes.done();
    },
  };
}
