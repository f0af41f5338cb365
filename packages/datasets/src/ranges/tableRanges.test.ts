import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { npy } from '../../testing/files.ts';
import { readTable } from '../files/readTable.ts';
import type { SourceColumn, SourceTable } from '../tabular/sourceTable.ts';
import { tableRanges } from './tableRanges.ts';

const folder = await mkdtemp(join(tmpdir(), 'latentkit-ranges-'));
const at = async (name: string, bytes: string | Uint8Array) => {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
};

const cells = (column: SourceColumn, rows: number) =>
  Array.from({ length: rows }, (_, row) =>
    column.kind === 'words'
      ? column.words[column.codes[row] as number]
      : 'values' in column
        ? column.values[row]
        : column.what,
  );
const rowsOf = ({ columns, rows }: SourceTable) => columns.map((column) => [column.name, ...cells(column, rows)]);

const bytes = (count: number) => Array.from({ length: count }, (_, i) => (7 * i) % 120);

/** All ranges of this many rows, one after the other. */
async function joined(path: string, every: number) {
  const ranges = await tableRanges(path, { every });
  if (!ranges) throw new Error('no ranges');
  const columns: unknown[][] = [];
  for (let from = 0; from < ranges.rows; from += every) {
    const part = rowsOf(await ranges.read(from, Math.min(ranges.rows, from + every)));
    for (const [i, [name, ...rest]] of part.entries()) columns[i] = [...(columns[i] ?? [name]), ...rest];
  }
  await ranges.close();
  return columns;
}

const texts = {
  'plain.csv': `a,b,word\n${Array.from({ length: 7 }, (_, i) => `${i},${i / 3},w${i % 2}`).join('\n')}\n`,
  'windows.csv': `a;b\r\n\r\n1,5;2\r\n"3,5";4\r\n5,25;6`,
  'quotes.csv': 'a,words\n1,"a ""quoted"" line\nof two"\n2,5" pipe\n3,"x,y"\n4,z\n5,"last\n"\n',
  'unnamed.csv': '1,2\n3,4\n5,6\n7,8\n',
};

describe('a file in ranges', () => {
  it.each(Object.entries(texts))('%s: its ranges joined are the whole', async (name, text) => {
    const path = await at(name, text);
    const whole = rowsOf(await readTable(path));
    for (const every of [1, 2, 3, 100]) expect(await joined(path, every)).toEqual(whole);
  });

  it.each(['<f8', '>f4', '<i2'] as const)('.npy of %s: the same', async (type) => {
    const path = await at(`${type.slice(1)}.npy`, npy(type, '(5, 2)', bytes(10 * Number(type.at(-1)))));
    expect(await joined(path, 2)).toEqual(rowsOf(await readTable(path)));
  });

  it('names a row by its place in the file', async () => {
    const ranges = await tableRanges(await at('place.csv', texts['plain.csv']), { every: 2 });
    expect((await ranges?.read(4, 6))?.place(1)).toBe('row 5');
    await ranges?.close();
  });

  it('leaves what cannot be cut to whoever reads it whole', async () => {
    for (const [name, bytes] of [
      ['comment.csv', 'a,b\n1,2\n# no row\n3,4\n'],
      ['spaces.txt', '1 2\n3 4\n'],
      ['pixels.npy', npy('|u1', '(2, 2)', [1, 2, 3, 4])],
    ] as const)
      expect(await tableRanges(await at(name, bytes), { every: 2 })).toBeUndefined();
  });

  it('refuses a .npy file that is cut off', async () => {
    const whole = npy('<f4', '(4, 2)', bytes(32));
    await expect(tableRanges(await at('cut.npy', whole.subarray(0, -4)), { every: 2 })).rejects.toMatchObject({
      code: 'FILE_FORMAT',
    });
  });
});
