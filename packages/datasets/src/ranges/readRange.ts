import { type FileHandle, open } from 'node:fs/promises';
import { expected } from '@latentkit/errors';

/** Open a file to read parts of it. @throws FILE_READ */
export const openToRead = (path: string): Promise<FileHandle> =>
  open(path).catch((cause: NodeJS.ErrnoException) => {
    throw unreadable(path, `an error when it was opened (${cause.code})`, cause);
  });

/** Bytes `from` … `to − 1` of a file, after `before` bytes that are left for a head. @throws FILE_READ where it ends earlier */
export async function readRange(
  file: FileHandle,
  path: string,
  { from, to, before = 0 }: { from: number; to: number; before?: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(before + to - from);
  for (let at = from; at < to; ) {
    const { bytesRead } = await file.read(bytes, before + at - from, to - at, at).catch((cause) => {
      throw unreadable(path, `an error when it was read (${cause.code})`, cause);
    });
    if (bytesRead === 0) throw unreadable(path, `its end at byte ${at}`);
    at += bytesRead;
  }
  return bytes;
}

const unreadable = (where: string, received: string, cause?: unknown) =>
  expected({ where, expected: 'a readable file', received, todo: 'Check the path.', code: 'FILE_READ', cause });
