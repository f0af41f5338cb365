/** What the worker hands back: every flat column, as numbers or as codes of the words in it. */
export interface WorkerColumns {
  readonly columns: readonly WorkerColumn[];
}
export type WorkerColumn = { readonly name: string; readonly values: Float32Array; readonly words?: readonly string[] };
/** Or what it did not take. */
export interface WorkerFailure {
  readonly wanted: string;
  readonly received: string;
}

/**
 * Runs in a thread of its own, whose memory has a limit and which can be stopped: a damaged file can make a Parquet decoder loop or fill the
 * memory. Source text, so that it needs no file of its own in any bundle. Text columns come as codes of their distinct words.
 */
export const parquetWorker = `
const { parentPort, workerData } = require('node:worker_threads');
const mostCells = (bytes) => 2 ** 20 + 256 * bytes;
const mostWords = 65536;

class Refused extends Error {
  constructor(wanted, received) { super(wanted); this.wanted = wanted; this.received = received; }
}

async function read(bytes) {
  const { parquetMetadata, parquetRead, parquetSchema } = await import(workerData.hyparquet);
  const { compressors } = await import(workerData.compressors);
  const file = bytes.buffer;
  const metadata = parquetMetadata(file);
  const nested = parquetSchema(metadata).children.find((child) => child.children.length > 0);
  if (nested) throw new Refused('columns of numbers or words', 'the nested column ' + nested.element.name);
  const names = parquetSchema(metadata).children.map((child) => child.element.name);
  const rows = Number(metadata.num_rows);
  if (!(rows >= 1 && names.length >= 1)) throw new Refused('at least one row and one column', rows + ' rows, ' + names.length + ' columns');
  if (rows * names.length > mostCells(bytes.length)) throw new Refused('at most 256 cells a byte', rows + ' rows in ' + bytes.length + ' bytes');
  if (new Set(names).size !== names.length) throw new Refused('columns of different names', 'two of one name');
  const columns = names.map((name) => ({ name, parts: [], length: 0, words: undefined }));
  let refused;
  await parquetRead({
    file: { byteLength: file.byteLength, slice: (start, end) => file.slice(start, end) },
    metadata,
    compressors,
    onChunk: ({ columnName, columnData }) => {
      if (refused) return;
      const column = columns.find(({ name }) => name === columnName);
      column.length += columnData.length;
      try {
        if (column.length > rows) throw new Refused(rows + ' values in column ' + columnName, 'more');
        column.parts.push(numbers(column, columnData));
      } catch (error) {
        refused = error;
      }
    },
  });
  if (refused) throw refused;
  return columns.map(({ name, parts, length, words }) => {
    if (length !== rows) throw new Refused(rows + ' values in column ' + name, String(length));
    const values = new Float32Array(rows);
    let at = 0;
    for (const part of parts) { values.set(part, at); at += part.length; }
    return { name, values, ...(words && { words: [...words.keys()] }) };
  });
}

function numbers(column, data) {
  const values = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const cell = data[i];
    if (typeof cell === 'string') {
      if (column.words === undefined && (i > 0 || column.parts.length > 0)) throw new Refused('numbers in column ' + column.name, 'a word');
      column.words ??= new Map();
      let code = column.words.get(cell);
      if (code === undefined) column.words.set(cell, (code = column.words.size));
      if (code >= mostWords) throw new Refused('at most ' + mostWords + ' different words in column ' + column.name, 'more');
      values[i] = code;
      continue;
    }
    const known = typeof cell === 'number' || typeof cell === 'bigint' || typeof cell === 'boolean';
    values[i] = known ? Number(cell) : NaN;
    if (!known || column.words || !Number.isFinite(values[i])) {
      throw new Refused('a finite number in column ' + column.name + ', row ' + (column.length - data.length + i), known ? String(cell) : cell == null ? 'nothing' : typeof cell);
    }
  }
  return values;
}

// The decoder reads columns at the same time; the first failure is told, the others come as these.
process.on('unhandledRejection', () => {});

parentPort.on('message', async (bytes) => {
  try {
    const columns = await read(bytes);
    parentPort.postMessage({ columns }, columns.map(({ values }) => values.buffer));
  } catch (error) {
    const received = error instanceof Refused ? error.received : 'one that fails with ' + JSON.stringify(String(error.message).slice(0, 200));
    parentPort.postMessage({ wanted: error instanceof Refused ? error.wanted : 'a complete Parquet file', received });
  }
});
`;
