import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { folderOf, refusal } from '../../testing/files.ts';
import { csvPieces } from './csvPieces.ts';
import { parseCsv } from './parseCsv.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const write = (content: string | Uint8Array) => join(folderOf({ 'a.csv': content }), 'a.csv');
const cells = ({ columns, rows }: Pick<ReturnType<typeof parseCsv>, 'columns' | 'rows'>) =>
  Array.from({ length: rows }, (_, row) =>
    columns.map((column) =>
      'values' in column
        ? column.values[row]
        : column.kind === 'words'
          ? column.words[column.codes[row] as number]
          : '',
    ),
  );

async function read(content: string | Uint8Array, size: number, asWords?: ReadonlySet<number>) {
  const pieces = await csvPieces(write(content), { size });
  const rows: unknown[] = [];
  const froms: number[] = [];
  for await (const piece of pieces.read(asWords)) {
    froms.push(piece.from);
    rows.push(...cells(piece));
  }
  return { names: pieces.names, rows, froms };
}

const texts: readonly (readonly [string, string])[] = [
  ['numbers', `x,y\n${Array.from({ length: 60 }, (_, i) => `${i},${i / 7}`).join('\n')}\n`],
  ['no names, and no newline at the end', Array.from({ length: 60 }, (_, i) => `${i};${i * i},5`).join('\n')],
  ['old breaks', `x,y\r${Array.from({ length: 60 }, (_, i) => `${i},${i / 7}`).join('\r')}\r`],
  ['words', `w,y\r\n${Array.from({ length: 60 }, (_, i) => `${'abc'[i % 3]},${i / 7}`).join('\r\n')}\r\n`],
  [
    'breaks, delimiters and quotes in quotes',
    `w,y\n${Array.from({ length: 60 }, (_, i) => `"a ""${i % 3}"",\nb",${i}`).join('\n')}\n`,
  ],
  ['comments and blank lines', `# made\nx,y\n${Array.from({ length: 60 }, (_, i) => `${i},1\n\n# ${i}`).join('\n')}\n`],
  ['spaces', Array.from({ length: 60 }, (_, i) => `  ${i}   ${i / 7} `).join('\n')],
];

describe('csvPieces', () => {
  it.each(texts)('of any size are the table that the text is as a whole: %s', async (_, text) => {
    const whole = parseCsv(bytesOf(text), { file: 'a.csv' });
    for (const size of [70, 200, 400]) {
      const { names, rows, froms } = await read(text, size);
      expect([names, rows]).toEqual([whole.names, cells(whole)]);
      expect(froms.length).toBeGreaterThan(1);
    }
  });

  it('are read of gzip too', async () => {
    const [[, text]] = texts as [(typeof texts)[0]];
    expect((await read(gzipSync(text), 100)).rows).toEqual((await read(text, 100)).rows);
    expect(await refusal(() => read(gzipSync(text).subarray(0, 60), 100))).toContain('expected a complete gzip file');
  });

  it('have columns that are words by request', async () => {
    expect((await read('x,y\n1.0,2\n3,4\n', 4, new Set([0]))).rows).toEqual([
      ['1.0', 2],
      ['3', 4],
    ]);
  });

  it('tell lines and bytes as they are in the whole text', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i},${i / 4}`).join('\n');
    expect(await refusal(() => read(`x,y\n${rows}\n1,2,3\n`, 80))).toContain(
      'expected 2 cells in each line, as in the first, received 3 in line 62.',
    );
    expect(await refusal(() => read(`x,y\n${rows}\n"1,2\n`, 80))).toContain('in line 62, received another end.');
    for await (const { from, rows: count, place } of (await csvPieces(write(`x,y\n\n${rows}\n`), { size: 80 })).read())
      expect([place(0), place(count - 1)]).toEqual([`line ${from + 3}`, `line ${from + count + 2}`]);
    expect(await refusal(() => read('x,y\n', 80))).toContain('received a line of names only');
    expect(await refusal(() => read('\xff\xfex\0', 80))).toContain('UTF-8');
  });
});
