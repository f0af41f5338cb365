import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { expected, isLatentKitError } from '@latentkit/errors';

/** The most that Node reads as one buffer; a gzip file may not unpack to more either. */
const maxBytes = 2 ** 31 - 1;

/**
 * The bytes of a file; a gzip file, known by its first bytes, is unpacked.
 *
 * @throws `FILE_READ` for a path that is not a readable file, `FILE_FORMAT` for broken gzip
 */
export async function readBytes(file: string): Promise<Uint8Array> {
  const bytes = await read(file);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  return promisify(gunzip)(bytes, { maxOutputLength: maxBytes }).then(plain, (cause: Error) => {
    throw expected({
      where: file,
      expected: 'a complete gzip file of at most 2 GiB unpacked',
      received: `one that fails with "${cause.message}"`,
      todo: 'Copy or download the file again.',
      code: 'FILE_FORMAT',
      cause,
    });
  });
}

async function read(file: string): Promise<Uint8Array> {
  try {
    const found = await stat(file);
    if (found.size > maxBytes) throw tooLarge(file, found.size);
    if (found.isFile()) return plain(await readFile(file));
    throw unreadable(file, found.isDirectory() ? 'a directory' : 'a device or pipe');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (isLatentKitError(error)) throw error;
    throw unreadable(file, code === 'ENOENT' ? 'nothing at this path' : `an error when it was read (${code})`, error);
  }
}

/** A Buffer's slice() is a view where a Uint8Array's is a copy: give out only the latter. */
const plain = (buffer: Buffer) => new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);

const unreadable = (file: string, received: string, cause?: unknown) =>
  expected({ where: file, expected: 'a readable file', received, todo: 'Check the path.', code: 'FILE_READ', cause });

const tooLarge = (where: string, bytes: number) =>
  expected({
    where,
    expected: 'a file of at most 2 GiB, which is read whole',
    received: `${bytes} bytes`,
    todo: 'Rows of a larger .npy or IDX file can be read while a model trains: see streamedFile.',
    code: 'FILE_READ',
  });
