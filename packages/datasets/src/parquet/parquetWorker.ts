/** What the worker hands back: every column as numbers, as codes of the words in it, as the files of images that it holds, or as what it is. */
export interface WorkerColumns {
  readonly columns: readonly WorkerColumn[];
  readonly rows: number;
  /** Columns that pandas wrote as its index. */
  readonly index: readonly string[];
  /** What the numbers of a column of classes mean, as the Hugging Face hub writes it. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
}
export type WorkerColumn = { readonly name: string } & (
  | { readonly kind: 'numbers' | 'booleans'; readonly values: Float64Array }
  | { readonly kind: 'words'; readonly codes: Int32Array; readonly words: readonly string[] }
  /** Lists of one length: what stands at each place of them, [rows] each. */
  | { readonly kind: 'lists'; readonly places: readonly (Float32Array | Float64Array)[] }
  | { readonly kind: 'images'; readonly images: Images }
  | { readonly kind: 'other'; readonly what: string }
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
 * memory. Source text, so that it needs no file of its own in any bundle. Nulls and what is not finite are NaN, or code −1; text columns come as
 * codes of their distinct words; binary cells that begin as files of images are images.
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
  const children = parquetSchema(metadata).children;
  const names = children.map((child) => child.element.name);
  const unread = new Map(children.flatMap((child) => {
    const what = child.children.length > 0 && !isImage(child) && !numbersIn(child) ? 'lists or structures' : spanOf(child.element);
    return what ? [[child.element.name, what]] : [];
  }));
  const rows = Number(metadata.num_rows);
  if (!(rows >= 1 && names.length >= 1)) throw new Refused('at least one row and one column', rows + ' rows, ' + names.length + ' columns');
  if (rows * names.length > mostCells(bytes.length)) throw new Refused('at most 256 cells per byte', rows + ' rows in ' + bytes.length + ' bytes');
  if (new Set(names).size !== names.length) throw new Refused('columns of different names', 'two of one name');
  const columns = children.map((child) => {
    const { name } = child.element;
    const list = child.children.length > 0 ? numbersIn(child) : undefined;
    return { name, length: 0, what: unread.get(name), ...(list && { list }) };
  });
  const wanted = names.filter((name) => !unread.has(name));
  let refused;
  // One after the other: what a column is made of is gone before the next is read.
  for (const name of wanted) {
    await parquetRead({
      file: { byteLength: file.byteLength, slice: (start, end) => file.slice(start, end) },
      metadata,
      compressors,
      columns: [name],
      utf8: false,
      onChunk: ({ columnName, columnData }) => {
        if (refused) return;
        const column = columns.find(({ name }) => name === columnName);
        try {
          if (column.length + columnData.length > rows) throw new Refused(rows + ' values in column ' + columnName, 'more');
          if (column.images || startsImages(column, columnData)) images(column, columnData, 4 * bytes.length + 2 ** 20);
          else if (column.list) lists(column, columnData, rows, mostCells(bytes.length));
          else values(column, columnData, rows);
          column.length += columnData.length;
        } catch (error) {
          refused = error;
        }
      },
    });
    if (refused) throw refused;
  }
  const handed = columns.map(({ name, length, what, images, numbers, codes, words, booleans, list, places }) => {
    if (what) return { name, kind: 'other', what };
    if (length !== rows) throw new Refused(rows + ' values in column ' + name, String(length));
    if (list && places) return { name, kind: 'lists', places };
    if (list) return { name, kind: 'other', what: 'empty lists' };
    if (images) return { name, kind: 'images', images: { bytes: new Uint8Array(Buffer.concat(images.parts)), ends: Float64Array.from(images.ends) } };
    if (codes) return { name, kind: 'words', codes, words: [...words.keys()] };
    return { name, kind: booleans ? 'booleans' : 'numbers', values: numbers ?? new Float64Array(rows).fill(NaN) };
  });
  return { columns: handed, rows, index: indexOf(metadata), classes: classesOf(metadata) };
}

/** What is time, but no date. */
function spanOf({ converted_type, logical_type }) {
  if (converted_type === 'INTERVAL') return 'intervals';
  return logical_type?.type === 'TIME' || /^TIME_/.test(converted_type ?? '') ? 'times of day' : undefined;
}

/** The array for the numbers of a list column, whose one leaf is of them. */
function numbersIn(child) {
  const { element, children } = child;
  if (children.length > 1) return undefined;
  if (children.length === 1) return children[0].element.name === 'bytes' ? undefined : numbersIn(children[0]);
  const plain = element.converted_type === undefined || /^U?INT_/.test(element.converted_type);
  if (element.type === 'FLOAT' || element.logical_type?.type === 'FLOAT16') return Float32Array;
  return (element.type === 'DOUBLE' || element.type === 'INT32' || element.type === 'INT64') && plain ? Float64Array : undefined;
}

function lists(column, data, rows, most) {
  for (let i = 0; i < data.length && !column.what; i++) {
    const cell = data[i];
    if (cell === null || cell === undefined) continue;
    const isList = (Array.isArray(cell) || ArrayBuffer.isView(cell)) && !cell.some((one) => typeof one === 'object' && one !== null);
    if (isList && cell.length > 0 && !column.places) {
      if (cell.length > mostWords || cell.length * rows > most) throw new Refused('at most ' + most + ' numbers in column ' + column.name, cell.length + ' a row');
      column.places = Array.from({ length: cell.length }, () => new column.list(rows).fill(NaN));
    }
    if (!isList || cell.length !== (column.places?.length ?? 0)) {
      column.what = isList ? 'lists of several lengths' : 'lists or structures';
      break;
    }
    for (let k = 0; k < cell.length; k++) {
      const value = cell[k] === null || cell[k] === undefined ? NaN : Number(cell[k]);
      if (Number.isFinite(value)) column.places[k][column.length + i] = value;
    }
  }
  if (column.what) column.places = undefined;
}

/** What a program wrote of its own beside the columns, or nothing. */
function written(metadata, by) {
  const { value } = (metadata.key_value_metadata ?? []).find(({ key }) => key === by) ?? {};
  try {
    return typeof value === 'string' && value.length <= 2 ** 22 ? JSON.parse(value) ?? {} : {};
  } catch {
    return {};
  }
}

const isTexts = (list) => Array.isArray(list) && list.length > 0 && list.length < mostWords && list.every((text) => typeof text === 'string');

function indexOf(metadata) {
  const found = written(metadata, 'pandas').index_columns;
  return Array.isArray(found) ? found.filter((name) => typeof name === 'string') : [];
}

function classesOf(metadata) {
  const features = written(metadata, 'huggingface').info?.features ?? {};
  return Object.fromEntries(Object.entries(features).flatMap(([name, feature]) => {
    const names = feature?.names;
    return isTexts(names) && new Set(names).size === names.length ? [[name, names]] : [];
  }));
}

const marks = [[0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], [0x47, 0x49, 0x46, 0x38], [0x52, 0x49, 0x46, 0x46], [0x49, 0x49, 0x2a, 0], [0x4d, 0x4d, 0, 0x2a]];
const bytesOf = (cell) => (cell instanceof Uint8Array ? cell : cell?.bytes instanceof Uint8Array ? cell.bytes : undefined);

function startsImages(column, data) {
  if (column.length > 0) return false;
  const first = data.find((cell) => cell !== null && cell !== undefined);
  if (first?.bytes instanceof Uint8Array) return true;
  return first instanceof Uint8Array && marks.some((mark) => mark.every((byte, i) => first[i] === byte));
}

function images(column, data, most) {
  column.images ??= { parts: [], ends: [], size: 0 };
  const { parts, ends } = column.images;
  for (const cell of data) {
    const bytes = bytesOf(cell);
    if (bytes === undefined) throw new Refused('an image in column ' + column.name + ', row ' + parts.length, 'nothing');
    column.images.size += bytes.length;
    if (column.images.size > most) throw new Refused('at most ' + most + ' bytes of images', 'more');
    parts.push(bytes);
    ends.push(column.images.size);
  }
}

const utf8 = new TextDecoder();

function values(column, data, rows) {
  for (let i = 0; i < data.length && !column.what; i++) {
    const row = column.length + i;
    let cell = data[i];
    if (typeof cell === 'number' && column.numbers) {
      if (Number.isFinite(cell)) column.numbers[row] = cell;
      continue;
    }
    if (cell === null || cell === undefined) continue;
    if (cell instanceof Uint8Array) {
      // A word of a dictionary is the same object in every row.
      const known = column.known?.get(cell);
      if (known !== undefined) {
        column.codes[row] = known;
        continue;
      }
      const word = utf8.decode(cell);
      column.known ??= new Map();
      if (column.known.size < 4096) column.known.set(cell, column.words?.get(word) ?? column.words?.size ?? 0);
      cell = word;
    }
    const kind = typeof cell;
    if (kind === 'string') {
      if (column.numbers) column.what = 'words among numbers';
      column.words ??= new Map();
      column.codes ??= new Int32Array(rows).fill(-1);
      let code = column.words.get(cell);
      if (code === undefined) column.words.set(cell, (code = column.words.size));
      if (code >= mostWords) column.what = mostWords + ' different words or more';
      column.codes[row] = code;
    } else if (kind === 'number' || kind === 'bigint' || kind === 'boolean') {
      if (column.codes) column.what = 'words among numbers';
      if (kind === 'boolean') column.booleans = true;
      column.numbers ??= new Float64Array(rows).fill(NaN);
      const value = Number(cell);
      if (Number.isFinite(value)) column.numbers[row] = value;
    } else column.what = cell instanceof Date ? 'dates' : 'lists or structures';
  }
  if (column.what) column.numbers = column.codes = column.words = column.known = undefined;
}

// The decoder reads columns at the same time; the first failure is told, the others come as these.
process.on('unhandledRejection', () => {});

parentPort.on('message', async (bytes) => {
  try {
    const answer = await read(bytes);
    parentPort.postMessage(answer, answer.columns.flatMap(({ values, codes, images, places }) => {
      if (places) return places.map(({ buffer }) => buffer);
      const array = values ?? codes ?? images?.bytes;
      return array ? [array.buffer] : [];
    }));
  } catch (error) {
    const received = error instanceof Refused ? error.received : 'one that fails with ' + JSON.stringify(String(error.message).slice(0, 200));
    parentPort.postMessage({ wanted: error instanceof Refused ? error.wanted : 'a complete Parquet file', received });
  }
});
`;
