import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

/** SHA-256 of a file from its first byte, 64 hexadecimal digits; it is read in pieces. */
export async function sha256Of(file: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  const piece = new Uint8Array(2 ** 20);
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(piece.subarray(0, bytesRead));
    at += bytesRead;
  }
}
