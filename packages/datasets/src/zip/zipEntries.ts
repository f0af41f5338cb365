import { copyAgain, formatError } from '../files/formatError.ts';

/** A file in an archive: where its packed bytes lie. */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: 0 | 8;
  readonly crc: number;
  readonly packed: Uint8Array;
  /** Bytes when unpacked, as the archive says. */
  readonly size: number;
}

/** Signatures of the end record, of an entry in the directory, and of an entry's own head. */
const [endMark, directoryMark, localMark] = [0x06054b50, 0x02014b50, 0x04034b50];
/** The longest end record: 22 bytes and a comment of 65 535. */
const mostEnd = 22 + 0xffff;

/**
 * The directory of a ZIP archive, as numpy.savez writes it: one disk, no encryption, below 4 GiB, stored or deflated. Nothing is unpacked.
 *
 * @throws `FILE_FORMAT` with file and byte offset for anything else, entries that share bytes included
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function zipEntries(bytes: Uint8Array, file: string): ZipEntry[] {
  const fail = formatError(file);
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(data);
  if (end === -1) throw fail(bytes.length, 'a ZIP archive, its directory at the end', 'none', copyAgain);
  const [count, size, from] = [
    data.getUint16(end + 10, true),
    data.getUint32(end + 12, true),
    data.getUint32(end + 16, true),
  ];
  if (from + size > end || data.getUint32(end + 4, true) !== 0 || data.getUint16(end + 8, true) !== count) {
    throw fail(end, 'a directory within the file, on one disk', `${size} bytes from ${from}`, copyAgain);
  }
  const entries: ZipEntry[] = [];
  let [at, taken] = [from, 0];
  for (let i = 0; i < count; i++) {
    if (at + 46 > from + size || data.getUint32(at, true) !== directoryMark) {
      throw fail(at, `entry ${i + 1} of ${count}`, 'something else', copyAgain);
    }
    const nameLength = data.getUint16(at + 28, true);
    const next = at + 46 + nameLength + data.getUint16(at + 30, true) + data.getUint16(at + 32, true);
    if (next > from + size) throw fail(at, 'an entry within the directory', 'one beyond it', copyAgain);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const entry = readEntry(data, at, name, from, fail);
    taken += entry.packed.length;
    // Two entries over the same bytes make a small archive unpack to any size.
    if (taken > bytes.length) throw fail(at, 'entries that share no bytes', 'overlapping ones', copyAgain);
    entries.push(entry);
    at = next;
  }
  return entries;
}

function readEntry(
  data: DataView,
  at: number,
  name: string,
  directory: number,
  fail: ReturnType<typeof formatError>,
): ZipEntry {
  const method = data.getUint16(at + 10, true);
  if (data.getUint16(at + 8, true) & 1)
    throw fail(at + 8, 'no encryption', 'an encrypted file', 'Pack it without a password.');
  if (method !== 0 && method !== 8)
    throw fail(at + 10, 'method 0 (stored) or 8 (deflated)', `${method}`, 'Pack it with numpy.savez.');
  const [crc, packedSize, size, local] = [16, 20, 24, 42].map((field) => data.getUint32(at + field, true)) as [
    number,
    number,
    number,
    number,
  ];
  if (method === 0 && packedSize !== size) throw fail(at + 20, `${size} bytes stored`, `${packedSize}`, copyAgain);
  // DEFLATE unpacks a bit pair to 258 bytes at most: about 1032 times.
  if (size > 1032 * packedSize)
    throw fail(at + 24, `at most ${1032 * packedSize} bytes from ${packedSize}`, `${size}`, copyAgain);
  if (local + 30 > directory || data.getUint32(local, true) !== localMark)
    throw fail(at + 42, `the head of ${JSON.stringify(name)}`, 'something else', copyAgain);
  const start = local + 30 + data.getUint16(local + 26, true) + data.getUint16(local + 28, true);
  if (start + packedSize > directory) throw fail(local, `${packedSize} bytes before the directory`, 'fewer', copyAgain);
  return { name, method, crc, packed: new Uint8Array(data.buffer, data.byteOffset + start, packedSize), size };
}

/** The last place where an end record fits whose comment ends with the file, or −1. */
function endRecord(data: DataView): number {
  const last = data.byteLength - 22;
  for (let at = last; at >= 0 && at >= data.byteLength - mostEnd; at--) {
    if (data.getUint32(at, true) === endMark && at + 22 + data.getUint16(at + 20, true) === data.byteLength) return at;
  }
  return -1;
}
