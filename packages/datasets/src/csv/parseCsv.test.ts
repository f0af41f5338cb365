import { describe, expect, it } from 'vitest';
import { refusal } from '../../testing/files.ts';
import { parseCsv } from './parseCsv.ts';

const read = (text: string) => parseCsv(new TextEncoder().encode(text), { file: 'a.csv' });
const numbers = (text: string) => {
  const columns = read(text);
  return Array.from(columns.numbers([...columns.names.keys()]).values);
};

describe('parseCsv', () => {
  it.each([
    ['a header', 'x,y\n1,2\n3,4\n', ['x', 'y'], [1, 2, 3, 4]],
    ['no header', '1,2\n3,4', ['0', '1'], [1, 2, 3, 4]],
    ['semicolons, CR LF, a byte order mark', '\ufeffx;y\r\n1;2\r\n\r\n3;-4.5e1\r\n', ['x', 'y'], [1, 2, 3, -45]],
    ['tabs', 'x\ty,z\n.5\t+7.\n', ['x', 'y,z'], [0.5, 7]],
    ['the delimiter that Excel names', 'sep=;\r\nx;y\r\n1;2\r\n', ['x', 'y'], [1, 2]],
    ['bars', 'x|y\n1|2\n', ['x', 'y'], [1, 2]],
    ['quotes', '"x, ""the"" first",y\n"1", 2 \n"3" ,"4"', ['x, "the" first', 'y'], [1, 2, 3, 4]],
    ['one column', 'x\n1\n2', ['x'], [1, 2]],
    [
      'a line break in the first name',
      '"Height\n(cm)",Weight\n1.5,60\n1.6,61\n',
      ['Height (cm)', 'Weight'],
      [1.5, 60, 1.6000000238418579, 61],
    ],
    ['numbers between spaces, as numpy.savetxt writes them', ' 1.5e+00  2.0\n-3 4\n', ['0', '1'], [1.5, 2, -3, 4]],
    ['names in a comment of numpy.savetxt', '# x y\n1 2\n3 4\n# end\n', ['x', 'y'], [1, 2, 3, 4]],
    [
      'a header that counts columns',
      '0,1,2\n500,600,700\n501,599,701\n',
      ['0', '1', '2'],
      [500, 600, 700, 501, 599, 701],
    ],
    ['zeros and ones, which are not such header', '0,1\n1,0\n', ['0', '1'], [0, 1, 1, 0]],
    ['True and False', 'x,flag\n1,True\n2,False\n', ['x', 'flag'], [1, 1, 2, 0]],
    ['a delimiter at the end of every line', 'x,y,\n1,2,\n3,4,\n', ['x', 'y'], [1, 2, 3, 4]],
    ['a delimiter at the end of every line but the first', 'x,y\n1,2,\n3,4,\n', ['x', 'y'], [1, 2, 3, 4]],
    ['names of rows without a name, as R writes them', 'x,y\n7,1,2\n8,3,4\n', ['', 'x', 'y'], [7, 1, 2, 8, 3, 4]],
    ['decimal commas', 'x;y\n1,5;2\n-0,25;3\n', ['x', 'y'], [1.5, 2, -0.25, 3]],
    ['decimal commas alone', '1,5;2,5;3,5', ['0', '1', '2'], [1.5, 2.5, 3.5]],
    ['a number of many digits', `x,y\n1.${'0'.repeat(70)}e5,1\n2,3`, ['x', 'y'], [100_000, 1, 2, 3]],
    ['a name that comes again', 'x,x\n1,2\n', ['x', 'x.1'], [1, 2]],
  ])('reads %s', (_, text, names, values) => {
    expect(read(text).names).toEqual(names);
    expect(numbers(text)).toEqual(values);
  });

  it('gives the columns that are asked for, in that order', () => {
    expect(read('a,b,c\n1,2,3\n4,5,6').numbers([2, 0])).toEqual({
      values: new Float32Array([3, 1, 6, 4]),
      shape: [2, 2],
      scale: 1,
    });
  });

  it('takes words over words for names where they do not come again, for a row where they do', () => {
    expect(read('name,kind\nrex,dog\ntom,cat\n').names).toEqual(['name', 'kind']);
    expect(read('5.1,setosa\n4.9,setosa\n7,versicolor\n')).toMatchObject({ names: ['0', '1'], rows: 3 });
    expect(read('country,2019,2020\nNO,1,2\nSE,3,4\n').names).toEqual(['country', '2019', '2020']);
    expect(read('2019,2020\n1,2\n').notes).toEqual([
      'the first row is taken for numbers, not for names: columns are called 0, 1, 2, …',
    ]);
    const known = (header: boolean) => parseCsv(new TextEncoder().encode('a,1\nb,2\n'), { file: 'a.csv', header });
    expect([known(true).rows, known(false).rows]).toEqual([1, 2]);
  });

  it('keeps float64, and every number as Number reads it', () => {
    const texts = [
      '0.1',
      '1e22',
      '1e23',
      '-1.7976931348623157e308',
      '5e-324',
      '123456789.123456789',
      '9007199254740993',
      '.000001',
      '1700000000.25',
    ];
    const { columns } = read(`x\n${texts.join('\n')}\n`);
    expect(Array.from((columns[0] as { values: Float64Array }).values)).toEqual(texts.map(Number));
  });

  it('reads UTF-16 with its mark, and refuses what is no UTF-8', async () => {
    const text = 'x,y\n1,2\n';
    const wide = (low: 0 | 1) =>
      Uint8Array.from(
        [...`\ufeff${text}`].flatMap((sign) => {
          const code = sign.charCodeAt(0);
          return low === 0 ? [code & 255, code >> 8] : [code >> 8, code & 255];
        }),
      );
    for (const bytes of [wide(0), wide(1)]) {
      const columns = parseCsv(bytes, { file: 'a.csv' });
      expect(Array.from(columns.numbers([0, 1]).values)).toEqual([1, 2]);
      expect(columns.notes[0]).toContain('a.csv is text in UTF-16');
    }
    expect(await refusal(() => parseCsv(wide(0).slice(2), { file: 'a.csv' }))).toContain(
      'received a zero byte, as UTF-16 without a mark',
    );
    const latin = Uint8Array.from('x,label\n1,f\xfcr\n2,f\xe4r\n', (sign) => sign.charCodeAt(0));
    expect(await refusal(() => parseCsv(latin, { file: 'a.csv' }))).toBe(
      'a.csv, byte 8: expected text in UTF-8, line 2 too, received other bytes, as Latin-1 or Windows-1252 has them. Save the file as UTF-8.',
    );
  });

  it.each([
    ['', 'a.csv, byte 0: expected at least one row of cells, received none. Give a file that holds rows.'],
    ['\n\n', 'a.csv, byte 0: expected at least one row of cells, received none. Give a file that holds rows.'],
    ['# 1,2\n', 'received lines that begin with # only.'],
    [
      'x,y\n',
      'a.csv, byte 0: expected at least one row of cells, received a line of names only. Give a file that holds rows.',
    ],
    [
      'x,y\n1,2\n3\n',
      'a.csv, byte 8: expected 2 cells in each line, as in the first, received 1 in line 3. Give every row all its cells.',
    ],
    [
      'x,y\n1,2\n\n"3\n",2,3\n',
      'a.csv, byte 16: expected 2 cells in each line, as in the first, received 3 in line 5.',
    ],
    ['x,y\n1,\n', 'a.csv, byte 6: expected a number in line 2, column "y", received "". Fill in what is missing.'],
    ['x,y\n1,', 'a.csv, byte 6: expected a number in line 2, column "y", received "".'],
    ['x,y\n\n\n1,2\n3,oops\n', 'expected a number in line 5, column "y", received "oops".'],
    ['"x\nx",y\n1,2\n3,oops\n', 'expected a number in line 4, column "y", received "oops".'],
    ['sep=|\nx|y\n1|2\n3|\n', 'expected a number in line 4, column "y", received ""'],
    ['x\n1\nNaN\n', 'a.csv, byte 4: expected a number in line 3, column "x", received "NaN".'],
    ['x\n1e39\n', 'a.csv, byte 2: expected a number in line 2, column "x", received "1e39".'],
    ['x\n0x10\n3\n4\n', 'a.csv, byte 2: expected a number in line 2, column "x", received "0x10".'],
    [
      'x;y\n1,234;1\n',
      'a.csv: expected numbers with one possible reading, received "1,234", which may be 1.234 or 1234.',
    ],
    [
      'x\n"1',
      'a.csv, byte 2: expected a quoted cell that ends before a delimiter or a line, in line 2, received another end. Double the quotes within a cell.',
    ],
    [
      'x\n"1"2\n',
      'a.csv, byte 5: expected a quoted cell that ends before a delimiter or a line, in line 2, received another end.',
    ],
  ])('refuses %j', async (text, line) => {
    expect(await refusal(() => numbers(text))).toContain(line);
  });

  it('takes time in proportion to the file where a cell is long', () => {
    const long = '1'.repeat(300_000);
    expect(() => numbers(`${long}x,1\n2,3\n`)).not.toThrow();
    expect(() => numbers(`x\n${long}\n`)).toThrow('expected a number in line 2');
  });
});
