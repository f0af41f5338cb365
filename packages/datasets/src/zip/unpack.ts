import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { counted, expected } from '@latentkit/errors';
import { copyAgain } from '../files/formatError.ts';
import type { ZipEntry } from './zipEntries.ts';

/**
 * The bytes of an entry; stored ones are a view. Memory grows with what comes out, never with what the archive promises.
 *
 * @throws `FILE_FORMAT` for packed bytes that are broken, have another size than promised, or another checksum
 */
export async function unpack({ name, method, crc, packed, size }: ZipEntry, file: string): Promise<Uint8Array> {
  const broken = (wanted: string, received: string, cause?: unknown) =>
    expected({
      where: `${file}, ${JSON.stringify(name)}`,
      expected: wanted,
      received,
      todo: copyAgain,
      code: 'FILE_FORMAT',
      cause,
    });
  const bytes =
    method === 0
      ? packed
      : await promisify(inflateRaw)(packed, { maxOutputLength: Math.max(size, 1) }).catch((cause: Error) => {
          throw broken(`${counted(size, 'byte')}, deflated`, `some that fail with "${cause.message}"`, cause);
        });
  if (bytes.length !== size) throw broken(`${counted(size, 'byte')}`, `${bytes.length}`);
  const found = crc32(bytes);
  if (found !== crc) throw broken(`bytes of checksum ${crc}`, `${found}`);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
