/** What the worker hands back: every column as numbers, as codes of the words in it, or as the files of images that it holds. */
export interface WorkerColumns {
  readonly columns: readonly WorkerColumn[];
}
export type WorkerColumn = { readonly name: string } & (
  | { readonly values: Float32Array; readonly words?: readonly string[] }
  | { readonly images: Images }
);

/** Files of images one after the other; image i ends at `ends[i]`. */
export interface Images {
  readonly bytes: Uint8Array;
  readonly ends: Float64Array;
}
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
  const isImage = (child) => child.children.some(({ element, children }) => element.name === 'bytes' && children.length === 0);
  const nested = parquetSchema(metadata).children.find((child) => child.children.length > 0 && !isImage(child));
  if (nested) throw new Refused('columns of numbers, words or images', 'the nested column ' + nested.element.name);
  const names = parquetSchema(metadata).children.map((child) => child.element.name);
  const rows = Number(metadata.num_rows);
  if (!(rows >= 1 && names.length >= 1)) throw new Refused('at least one row and one column', rows + ' rows, ' + names.length + ' columns');
  if (rows * names.length > mostCells(bytes.length)) throw new Refused('at most 256 cells a byte', rows + ' rows in ' + bytes.length + ' bytes');
  if (new Set(names).size !== names.length) throw new Refused('columns of different names', 'two of one name');
  const columns = names.map((name) => ({ name, parts: [], length: 0, words: undefined, images: undefined }));
  let refused;
  await parquetRead({
    file: { byteLength: file.byteLength, slice: (start, end) => file.slice(start, end) },
    metadata,
    compressors,
    utf8: false,
    onChunk: ({ columnName, columnData }) => {
      if (refused) return;
      const column = columns.find(({ name }) => name === columnName);
      column.length += columnData.length;
      try {
        if (column.length > rows) throw new Refused(rows + ' values in column ' + columnName, 'more');
        if (columnData[0]?.bytes instanceof Uint8Array) images(column, columnData, 4 * bytes.length + 2 ** 20);
        else column.parts.push(numbers(column, columnData));
      } catch (error) {
        refused = error;
      }
    },
  });
  if (refused) throw refused;
  return columns.map(({ name, parts, length, words, images }) => {
    if (length !== rows) throw new Refused(rows + ' values in column ' + name, String(length));
    if (images && images.parts.length !== rows) throw new Refused(rows + ' images in column ' + name, String(images.parts.length));
    if (images) return { name, images: { bytes: new Uint8Array(Buffer.concat(images.parts)), ends: Float64Array.from(images.ends) } };
    const values = new Float32Array(rows);
    let at = 0;
    for (const part of parts) { values.set(part, at); at += part.length; }
    return { name, values, ...(words && { words: [...words.keys()] }) };
  });
}

function images(column, data, most) {
  column.images ??= { parts: [], ends: [], size: 0 };
  const { parts, ends } = column.images;
  for (const cell of data) {
    if (!(cell?.bytes instanceof Uint8Array)) throw new Refused('an image in column ' + column.name + ', row ' + parts.length, 'nothing');
    column.images.size += cell.bytes.length;
    if (column.images.size > most) throw new Refused('at most ' + most + ' bytes of images', 'more');
    parts.push(cell.bytes);
    ends.push(column.images.size);
  }
}

const utf8 = new TextDecoder();

function numbers(column, data) {
  const values = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const cell = data[i] instanceof Uint8Array ? utf8.decode(data[i]) : data[i];
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
    parentPort.postMessage({ columns }, columns.map(({ values, images }) => (values ?? images.bytes).buffer));
  } catch (error) {
    const received = error instanceof Refused ? error.received : 'one that fails with ' + JSON.stringify(String(error.message).slice(0, 200));
    parentPort.postMessage({ wanted: error instanceof Refused ? error.wanted : 'a complete Parquet file', received });
  }
});
`;
