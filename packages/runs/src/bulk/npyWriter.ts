import type { FileHandle } from 'node:fs/promises';
import { npyHead } from '@latentkit/core/internal';
import type { BulkBlock } from './block.ts';
import type { BlockWriter } from './blockWriter.ts';

/** float32, little-endian, in C order: [rows, …shape of one row]. The head is written again where fewer rows came than were expected. */
export function npyWriter(file: FileHandle, expectedRows: number): BlockWriter {
  let [rows, row] = [0, undefined as readonly number[] | undefined];
  return {
    async write({ rows: some, array }: BulkBlock) {
      if (row === undefined) await file.writeFile(npyHead([expectedRows, ...array.row]));
      row ??= array.row;
      rows += some;
      const { buffer, byteOffset, byteLength } = array.values;
      if (byteLength > 0) await file.writeFile(new Uint8Array(buffer, byteOffset, byteLength));
    },
    async end() {
      const head = npyHead([rows, ...(row ?? [])]);
      if (rows !== expectedRows) await file.write(head, 0, head.length, 0);
    },
  };
}
