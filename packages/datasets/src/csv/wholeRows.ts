import { createReadStream } from 'node:fs';
import { pipeline, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { expected, isLatentKitError } from '@latentkit/errors';
import { firstBytes } from '../files/firstBytes.ts';
import { copyAgain } from '../files/formatError.ts';
import { type Following, scanCells } from './scanCells.ts';

/** Longer rows are refused. */
const mostRow = 2 ** 26;

/** Some rows of a text, whole, and where they begin in it. */
export interface RowBytes {
  readonly bytes: Uint8Array;
  readonly from: number;
}

/**
 * The bytes of a text, plain or gzip, in pieces of whole rows. What is held is a piece.
 *
 * @param options.size bytes of a piece, about
 * @param options.width cells of a row, by which comments are known
 * @throws `FILE_READ`, `FILE_FORMAT` for broken gzip
 */
export async function* wholeRows(
  path: string,
  { delimiter, width, size }: { delimiter: number; width: number; size: number },
): AsyncGenerator<RowBytes> {
  let [parts, held, from, wanted]: [Uint8Array[], number, number, number] = [[], 0, 0, size];
  for await (const part of chunks(path, size)) {
    parts.push(part);
    held += part.length;
    if (held < wanted) continue;
    const all = joined(parts, held);
    const end = endOfRows(all, { delimiter, after: from === 0 ? undefined : { line: 1, width } });
    // No row ends here: it takes more to see one whole.
    if (end === 0 && held < mostRow) {
      parts = [all];
      wanted = 2 * held;
      continue;
    }
    if (end === 0) throw longRow(path);
    yield { bytes: all.subarray(0, end), from };
    from += end;
    parts = [all.slice(end)];
    held -= end;
    wanted = held + size;
  }
  if (held > 0) yield { bytes: joined(parts, held), from };
}

/** So many bytes of a text, unpacked, up to a line's end; all of a shorter one. */
export async function firstText(path: string, size: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let held = 0;
  for await (const part of chunks(path, size)) {
    parts.push(part);
    held += part.length;
    if (held >= size) return upToLine(joined(parts, held));
  }
  return joined(parts, held);
}

function upToLine(bytes: Uint8Array): Uint8Array {
  const end = Math.max(bytes.lastIndexOf(0x0a), bytes.lastIndexOf(0x0d));
  return end > 0 ? bytes.subarray(0, end + 1) : bytes;
}

async function* chunks(path: string, size: number): AsyncGenerator<Uint8Array> {
  const packed = await firstBytes(path, 2).then(([first, second]) => first === 0x1f && second === 0x8b);
  const file = createReadStream(path, { highWaterMark: Math.min(size, 2 ** 22) });
  // What is left of the stream is closed with its consumer; errors come out of the last one.
  const stream = packed ? pipeline(file, createGunzip(), new Transform({ transform: handOn }), () => {}) : file;
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (cause) {
    if (isLatentKitError(cause)) throw cause;
    throw expected({
      where: path,
      expected: packed ? 'a complete gzip file' : 'a readable file',
      received: `one that fails with ${JSON.stringify((cause as Error).message)}`,
      todo: packed ? copyAgain : 'Check the path.',
      code: packed ? 'FILE_FORMAT' : 'FILE_READ',
      cause,
    });
  } finally {
    file.destroy();
  }
}

function handOn(chunk: Buffer, _: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
  done(null, chunk);
}

/** The byte after the last row that ends for sure; 0 where none does. */
function endOfRows(
  bytes: Uint8Array,
  { delimiter, after }: { delimiter: number; after: Following | undefined },
): number {
  // Node looks for a byte in a Buffer natively.
  if (!Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(0x22)) {
    const newline = bytes.lastIndexOf(0x0a);
    // Of a carriage return at the very end it is not known whether a newline follows.
    return 1 + (newline === -1 ? bytes.lastIndexOf(0x0d, bytes.length - 2) : newline);
  }
  let last = 0;
  scanCells(
    bytes,
    delimiter,
    ({ row, column, start, quoted }) => {
      if (column === 0 && row > 0) last = start - Number(quoted);
    },
    after,
  );
  return last;
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const longRow = (where: string) =>
  expected({
    where,
    expected: `rows of at most ${mostRow} bytes`,
    received: 'a longer one, or a quote that is not closed',
    todo: 'Look at the quotes in the file.',
    code: 'FILE_FORMAT',
  });
