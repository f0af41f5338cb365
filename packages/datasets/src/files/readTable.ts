import { expected } from '@latentkit/errors';
import { readCsv } from '../csv/csvFile.ts';
import { anyColumns, npyRows } from '../npy/npyRows.ts';
import { readNpz } from '../npy/npzFile.ts';
import { readParquet } from '../parquet/parquetFile.ts';
import { concatTables } from '../tabular/concatTables.ts';
import { parseJsonLines } from '../tabular/jsonLines.ts';
import type { SourceTable } from '../tabular/sourceTable.ts';
import { kindOfFile } from './kindOfFile.ts';
import { parquetShards } from './parquetFolder.ts';
import { readBytes } from './readBytes.ts';

/**
 * The columns of a file as they are, for `applyPlan`: text, JSON lines, Parquet or a folder of it, or a .npy or .npz file of numbers in columns.
 *
 * @param options.header of text: whether the first row holds names, where that cannot be seen
 * @param options.array of a .npz file: the array to read, where it has one of that name
 * @throws `FILE_READ` for a path that is not a readable file, `FILE_FORMAT` for what is in it, `DATA` for a file that is not a table
 * @example
 * const table = await readTable('iris.csv');
 * table.columns.map(({ name }) => name); // ['length', 'width', 'species']
 */
export async function readTable(
  path: string,
  { header, array }: { header?: boolean; array?: string | undefined } = {},
): Promise<SourceTable> {
  const shards = await parquetShards(path);
  if (shards) return concatTables(await Promise.all([...shards.train, ...(shards.test ?? [])].map(readParquet)));
  const { kind } = await kindOfFile(path).catch(() => ({ kind: 'text' as const }));
  if (kind === 'parquet') return readParquet(path);
  if (kind === 'json lines') return parseJsonLines(await readBytes(path), { file: path });
  if (kind === 'text') return readCsv(path, header);
  const rows =
    kind === 'npy'
      ? npyRows(await readBytes(path), path, anyColumns)
      : kind === 'npz'
        ? await readNpz(path, array)
        : undefined;
  if (rows && 'columns' in rows) return rows;
  throw expected({
    where: path,
    expected: 'a table: .csv, .tsv, .jsonl, .parquet, .npy or .npz of numbers in columns',
    received: rows ? 'pixels, which have no plan' : 'another file',
    todo: 'Give a table.',
    code: 'DATA',
  });
}
