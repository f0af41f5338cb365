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
    ['quotes', '"x, ""the"" first",y\n"1", 2 \n"3" ,"4"', ['x, "the" first', 'y'], [1, 2, 3, 4]],
    ['one column', 'x\n1\n2', ['x'], [1, 2]],
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

  it('reads classes as they stand where they are counts, else in alphabetic order', () => {
    const { classes } = read('word,count\nb,7\na,0\n"b",2\n');
    expect(classes(0)).toEqual({
      label: { values: new Int32Array([1, 0, 1]), shape: [3], scale: 1 },
      classes: ['a', 'b'],
    });
    expect(classes(1)).toEqual({ label: { values: new Int32Array([7, 0, 2]), shape: [3], scale: 1 } });
  });

  it.each([
    ['', 'a.csv, byte 0: expected at least one row of cells, received none. Give a file that holds rows.'],
    ['\n\n', 'a.csv, byte 0: expected at least one row of cells, received none. Give a file that holds rows.'],
    [
      'x,y\n',
      'a.csv, byte 0: expected at least one row of cells, received a line of names only. Give a file that holds rows.',
    ],
    [
      'x,y\n1,2\n3\n',
      'a.csv, byte 8: expected 2 cells in each line, as in the first, received 1 in line 3. Give every row all its cells.',
    ],
    [
      'x,y\n1,2,3\n',
      'a.csv, byte 8: expected 2 cells in each line, as in the first, received 3 in line 2. Give every row all its cells.',
    ],
    [
      'x,y\n1,\n',
      'a.csv, byte 6: expected a number in line 2, column "y", received "". Fill in what is missing; words can only be classes: call their column label.',
    ],
    ['x,y\n1,', 'a.csv, byte 6: expected a number in line 2, column "y", received "".'],
    ['x\nNaN\n', 'a.csv, byte 2: expected a number in line 2, column "x", received "NaN".'],
    ['x\n1e39\n', 'a.csv, byte 2: expected a number in line 2, column "x", received "1e39".'],
    ['x\n0x10\n', 'a.csv, byte 2: expected a number in line 2, column "x", received "0x10".'],
    [
      'x\n"1',
      'a.csv, byte 2: expected a quoted cell that ends before a delimiter or a line, received another end. Double the quotes within a cell.',
    ],
    [
      'x\n"1"2\n',
      'a.csv, byte 5: expected a quoted cell that ends before a delimiter or a line, received another end.',
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
