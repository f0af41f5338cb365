import { kindOfFile } from '../files/kindOfFile.ts';
import { npyRanges } from './npyRanges.ts';
import type { TableRanges } from './ranges.ts';
import { textRanges } from './textRanges.ts';

/**
 * The columns of a file in ranges of rows, for `applyPlan` on a file larger than memory: a .npy file of numbers in C order in one or two dimensions, or
 * delimited text in UTF-8 without comments. A text is scanned once for where its rows begin, at about 300 MB a second; delimiter, decimal sign and names
 * are those of its first rows.
 *
 * @param options.every rows between two places at which a range may begin: 8 bytes of memory each
 * @returns undefined for any other file, which `readTable` reads whole
 * @throws `FILE_READ`, `FILE_FORMAT` as `readTable`
 * @example
 * const ranges = await tableRanges('iris.csv', { every: 2 });
 * ranges?.rows; // 3
 * const last = await ranges?.read(2, 3);
 * last?.place(0); // 'row 2'
 * await ranges?.close();
 */
export async function tableRanges(path: string, { every }: { every: number }): Promise<TableRanges | undefined> {
  const { kind, head } = await kindOfFile(path);
  if (kind === 'npy') return npyRanges(path, head);
  return kind === 'text' ? textRanges(path, every) : undefined;
}
