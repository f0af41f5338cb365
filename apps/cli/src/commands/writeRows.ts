import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expected } from '@latentkit/errors';
import { makeFolder } from '@latentkit/runs/internal';

/** Write a file in pieces, as they come, and say so. */
export async function writePieces(path: string, pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
  const fail = (cause: unknown) =>
    expected({
      where: `--out ${path}`,
      expected: 'a file that can be written',
      received: (cause as Error).message,
      todo: 'Choose another --out.',
      code: 'FLAG',
      cause,
    });
  await makeFolder(dirname(path)).catch((cause) => {
    throw fail(cause);
  });
  const file = await open(path, 'w').catch((cause) => {
    throw fail(cause);
  });
  try {
    for await (const piece of pieces) {
      await file.writeFile(piece).catch((cause) => {
        throw fail(cause);
      });
    }
  } finally {
    await file.close();
  }
  process.stdout.write(`wrote ${path}\n`);
}

/** The head of a .npy file of float32. @param shape of the array that follows, row by row */
export function npyHead(shape: readonly number[]): Uint8Array {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  const padded = `${text}${' '.repeat(63 - ((10 + text.length) % 64))}\n`;
  const head = new Uint8Array(10 + padded.length);
  head.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, padded.length & 255, padded.length >> 8]);
  head.set(new TextEncoder().encode(padded), 10);
  return head;
}

/** A field of CSV, quoted where it must be. */
export const csvField = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
