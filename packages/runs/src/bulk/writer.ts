import type { FileHandle } from 'node:fs/promises';
import type { BlockWriter } from './blockWriter.ts';
import { csvWriter } from './csvWriter.ts';
import { npyWriter } from './npyWriter.ts';
import { parquetWriter } from './parquetWriter.ts';

/** What a file of rows can be. */
export const bulkFormats = ['csv', 'npy', 'parquet'] as const;
export type BulkFormat = (typeof bulkFormats)[number];

/** @param rows how many are expected; a .npy file says it at its beginning */
export const writers: Readonly<Record<BulkFormat, (file: FileHandle, rows: number) => BlockWriter>> = {
  csv: csvWriter,
  npy: npyWriter,
  parquet: parquetWriter,
};
