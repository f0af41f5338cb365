import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv } from './parseCsv.ts';

const parsed = (text: string) => parseCsv(new TextEncoder().encode(text), { file: 'a.csv', header: true });
const read = (text: string) => {
  try {
    const { rows, columns, place } = parsed(text);
    return { rows, columns, places: Array.from({ length: rows }, (_, row) => place(row)) };
  } catch (error) {
    // The byte is another one, for the names have quotes.
    return (error as Error).message.replace(/byte \d+/, 'byte');
  }
};

const cell = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.integer({ min: -1e6, max: 1e6 }).map((value) => (value / 1000).toFixed(3)),
  fc.constantFrom('0', '-0', '+1', ' 2.5', '2.5 ', '.5', '5.', '-', '1.2.3', '1e3', '1E-3', '0000000000000000001', ''),
  fc.constantFrom('NA', 'nan', 'inf', 'True', 'false', 'red', 'green', 'ÄÖ', ' red ', '123456789012345678901234'),
);
const ending = fc.constantFrom('\n', '\r\n', '\n\n', '\r\n\r\n');

describe('columns of a text', () => {
  it('are the same in the one pass that text without quotes takes, and in those that any text takes', () => {
    const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
      fc.record({
        rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 40 }),
        ending,
        last: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(table, ({ rows, ending, last }) => {
        const body = rows.map((row) => row.join(',')).join(ending) + (last ? ending : '');
        const names = rows[0]?.map((_, i) => `c${i}`) ?? [];
        const plain = read(names.join(',') + ending + body);
        expect(read(names.map((name) => `"${name}"`).join(',') + ending + body)).toEqual(plain);
      }),
      { numRuns: 300 },
    );
  });

  it('are rounded as JavaScript rounds them', () => {
    const texts = fc.sample(
      fc.oneof(
        fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value.toFixed(4)),
      ),
      { numRuns: 3000, seed: 1 },
    );
    const [column] = parsed(`a\n${texts.join('\n')}\n`).columns;
    expect(column && 'values' in column && [...column.values]).toEqual(texts.map(Number));
  });

  it.each([
    [
      'a quote below',
      'a,b\n1,x\n2,"y\nz"\n',
      [
        [1, 2],
        ['x', 'y\nz'],
      ],
    ],
    [
      'a comment above',
      '# made by hand\na,b\n1,x\n2,y\n',
      [
        [1, 2],
        ['x', 'y'],
      ],
    ],
    [
      'old breaks',
      'a,b\r1,x\r2,y\r',
      [
        [1, 2],
        ['x', 'y'],
      ],
    ],
    [
      'words after numbers',
      'a,b\n1,x\nz,y\n',
      [
        ['1', 'z'],
        ['x', 'y'],
      ],
    ],
    [
      'booleans beside numbers',
      'a,b\nTrue,x\n2,y\n',
      [
        ['True', '2'],
        ['x', 'y'],
      ],
    ],
    [
      'no break at the end',
      'a,b\n1,x\n2,',
      [
        [1, 2],
        ['x', undefined],
      ],
    ],
  ])('are right with %s', (_, text, wanted) => {
    const { columns, rows } = parsed(text);
    const found = columns.map((column) =>
      Array.from({ length: rows }, (_, row) =>
        column.kind === 'words' ? column.words[column.codes[row] as number] : 'values' in column && column.values[row],
      ),
    );
    expect(found).toEqual(wanted);
  });

  it.each([
    ['a cell too many', '1,2\n3,4,5\n', 'line 3'],
    ['a cell too few', '1,2\n\n3\n', 'line 4'],
    ['bytes that are no UTF-8', '1,2\n3,\xff\n', 'line 3'],
  ])('refuse %s, with the line', (_, text, line) => {
    const bytes = Buffer.from(`a,b\n${text}`, 'latin1');
    expect(() => parseCsv(bytes, { file: 'a.csv', header: true })).toThrow(line);
  });
});
