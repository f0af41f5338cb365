import type { FileHandle } from 'node:fs/promises';
import type { BulkBlock, BulkColumn } from './block.ts';
import type { BlockWriter } from './blockWriter.ts';

/** Rows of a row group: what is held in memory until it is written. */
const groupRows = 2 ** 16;

const types = { integer: 'INT32', float: 'FLOAT', double: 'DOUBLE', text: 'STRING' } as const;

/** Parquet, snappy, a row group for each 65 536 rows. Columns never lack a value. */
export function parquetWriter(file: FileHandle): BlockWriter {
  let [held, rows] = [[] as BulkBlock[], 0];
  let opened: ReturnType<typeof openParquet> | undefined;

  const flush = async () => {
    const [first] = held;
    if (first === undefined) return;
    opened ??= openParquet(file, first.columns);
    const parquet = await opened;
    await parquet.write(first.columns.map((column, i) => ({ ...column, values: joined(held, i) })));
    [held, rows] = [[], 0];
  };

  return {
    async write(block) {
      // The first block says what the columns are, whether it has rows or none.
      if (block.rows === 0 && held.length > 0) return;
      held.push(block);
      rows += block.rows;
      if (rows >= groupRows) await flush();
    },
    async end() {
      if (rows > 0 || opened === undefined) await flush();
      await (await opened)?.finish();
    },
  };
}

/** Values of a column in several blocks. */
const joined = (blocks: readonly BulkBlock[], column: number) =>
  blocks.flatMap(({ columns }) => Array.from<number | string>((columns[column] as BulkColumn).values));

/** Loaded when a file is written: other formats need no library. */
async function openParquet(file: FileHandle, columns: readonly BulkColumn[]) {
  const { ByteWriter, ParquetWriter, schemaFromColumnData } = await import('hyparquet-writer');
  const sink = Object.assign(new ByteWriter(), {
    async flush() {
      const bytes = sink.getBytes().slice();
      sink.index = 0;
      if (bytes.length > 0) await file.writeFile(bytes);
    },
  });
  const dataOf = (some: readonly { name: string; type: BulkColumn['type']; values: readonly (number | string)[] }[]) =>
    some.map(({ name, type, values }) => ({ name, data: [...values], type: types[type], nullable: false }));
  const schema = schemaFromColumnData({ columnData: dataOf(columns.map((column) => ({ ...column, values: [] }))) });
  const writer = new ParquetWriter({ writer: sink, schema, createdBy: 'latentkit' });
  return {
    write: async (some: Parameters<typeof dataOf>[0]) => {
      await writer.write({ columnData: dataOf(some), rowGroupSize: 2 * groupRows });
    },
    async finish() {
      await writer.finish();
      await sink.flush();
    },
  };
}
