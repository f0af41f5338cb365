import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { folderOf, npy, npz, refusal } from '../../testing/files.ts';
import { fromPath, type PathOptions } from '../files/fromPath.ts';

const f8 = (shape: string, values: number[]) => npy('<f8', shape, new Uint8Array(Float64Array.from(values).buffer));
const i8 = (shape: string, values: number[]) =>
  npy('<i8', shape, new Uint8Array(BigInt64Array.from(values, BigInt).buffer));
const ramp = (count: number, at = (i: number) => i) => Array.from({ length: count }, (_, i) => at(i));
const load = (name: string, bytes: Uint8Array, options?: PathOptions) =>
  fromPath(join(folderOf({ [name]: bytes }), name), options);

describe('arrays of files', () => {
  it.each(['(40L, 2L)', '(np.int64(40), 2)', '(numpy.uint32(40), np.intp(2),)'])(
    'have the shape %s as other writers write it',
    async (shape) => {
      const { train, test } = await load('a.npy', f8(shape, ramp(80)));
      expect([train.y.shape, test.y.shape]).toEqual([
        [36, 2],
        [4, 2],
      ]);
    },
  );

  it('in columns are standardised in float64, unless they lie from 0 to 1', async () => {
    const large = await load(
      'a.npy',
      i8(
        '(20, 2)',
        ramp(40, (i) => (i % 2 ? 7 : 2 ** 40 + i)),
      ),
    );
    expect([large.columns, large.layout, large.notes]).toEqual([
      ['0'],
      'columns',
      ['left out, since they are constant: "1"'],
    ]);
    const mean = [...large.train.y.values].reduce((sum, value) => sum + value, 0);
    // The mean of numbers near 2⁴⁰ is rounded at 1e-4 of them.
    expect(mean).toBeCloseTo(0, 3);
    const unit = await load(
      'a.npy',
      f8(
        '(20, 2)',
        ramp(40, (i) => i / 39),
      ),
    );
    expect([unit.standardization, unit.range]).toEqual([undefined, [0, 1]]);
    expect((await load('a.npy', f8('(20, 2)', ramp(40)), { standardize: false })).range).toEqual([0, 39]);
    expect(
      await refusal(() =>
        load(
          'a.npy',
          f8(
            '(20,)',
            ramp(20, (i) => (i === 3 ? Number.NaN : i)),
          ),
        ),
      ),
    ).toContain('a.npy, row 3: expected a known value');
    expect(
      (
        await load(
          'a.npy',
          f8(
            '(20,)',
            ramp(20, (i) => (i === 3 ? Number.NaN : i)),
          ),
          { missing: 'drop' },
        )
      ).train.y.shape,
    ).toEqual([17, 1]);
  });

  it('of whole numbers so large that float64 rounds them are left out', async () => {
    const at = (i: number) => (i % 2 ? i : 2 ** 60 + 512 * i);
    const { columns, notes } = await load('a.npy', i8('(20, 2)', ramp(40, at)));
    expect([columns, notes]).toEqual([
      ['1'],
      ['left out, its numbers are beyond 2⁵³ and hardly differ in float64: "0"'],
    ]);
  });

  const bits = ramp(40, (i) => Number(i % 3 === 0));
  it.each<[string, Uint8Array]>([
    ['booleans', npy('|b1', '(20, 2)', bits)],
    ['bytes', npy('|u1', '(20, 2)', bits)],
    ['floats', f8('(20, 2)', bits)],
    [
      'booleans in Fortran order',
      npy(
        '|b1',
        '(20, 2)',
        [0, 1].flatMap((column) => bits.filter((_, i) => i % 2 === column)),
        'True',
      ),
    ],
  ])('of 0 and 1 in columns are a table of booleans: %s', async (_, bytes) => {
    const { train, plan, range } = await load('a.npy', bytes, { test: 0 });
    expect([train.y.values, train.y.scale, range]).toEqual([Float32Array.from(bits), 1, [0, 1]]);
    expect(plan?.columns.map(({ kind }) => kind)).toEqual(['boolean', 'boolean']);
  });

  it('of 0 and 1 in bytes are masks where they are pictures, and taken as a model has learned others', async () => {
    const mask = npy(
      '|u1',
      '(4, 2, 3)',
      ramp(24, (i) => i % 2),
    );
    const { train, layout, range, notes } = await load('a.npy', mask, { test: 0 });
    expect([train.y.scale, layout, range, notes]).toEqual([
      1,
      'channels last',
      [0, 1],
      ['every number is 0 or 1, and stays so'],
    ]);
    const as = async (bytes: Uint8Array, scale?: number) => {
      const { train, plan } = await load('a.npy', bytes, { test: 0, asRows: scale === undefined ? {} : { scale } });
      return [(train.y.values[1] as number) * train.y.scale, plan];
    };
    expect(await as(mask, 1 / 255)).toEqual([1 / 255, undefined]);
    expect(await as(mask)).toEqual([1, undefined]);
    expect(await as(npy('|u1', '(4, 2, 3)', ramp(24)), 1)).toEqual([1, undefined]);
    // Never a table, whose means would be its own.
    expect(await as(f8('(20, 2)', ramp(40)))).toEqual([1, undefined]);
  });

  it('as pictures keep their numbers, say their range, and get their channels last', async () => {
    const first = await load(
      'a.npy',
      f8(
        '(4, 3, 5, 6)',
        ramp(360, (i) => Math.floor(i / 30) % 3),
      ),
    );
    expect([first.train.y.shape, first.layout, first.range]).toEqual([[3, 5, 6, 3], 'channels first', [0, 2]]);
    expect([...first.train.y.values.slice(0, 6)]).toEqual([0, 1, 2, 0, 1, 2]);
    expect(first.notes).toEqual([
      'channels come first in the array, and last in what is read of it',
      'numbers lie from 0 to 2, not from 0 to 1',
    ]);
    const grey = await load(
      'a.npy',
      i8(
        '(6, 8, 8)',
        ramp(384, (i) => i % 17),
      ),
    );
    expect([grey.train.y.shape, grey.layout, grey.range]).toEqual([[5, 8, 8, 1], 'channels last', [0, 16]]);
    expect((await load('a.npy', npy('|u1', '(3, 5)', ramp(15)))).range).toEqual([0, 1]);
    expect(
      (
        await load(
          'a.npy',
          npy(
            '|u1',
            '(3, 5)',
            ramp(15, () => 9),
          ),
        )
      ).notes,
    ).toEqual(['every number of every row is the same: there is nothing to learn']);
  });

  it('are split into two files, the second standardised as the first', async () => {
    const folder = folderOf({
      'a.npy': f8('(4, 1)', [0, 2, 4, 6]),
      'b.npy': f8('(1, 1)', [3]),
      'c.npy': f8('(1, 2)', [3, 4]),
    });
    expect([...(await fromPath(join(folder, 'a.npy'), { test: join(folder, 'b.npy') })).test.y.values]).toEqual([0]);
    expect(await refusal(() => fromPath(join(folder, 'a.npy'), { test: join(folder, 'c.npy') }))).toContain(
      'c.npy: expected rows of shape [1], as in',
    );
  });

  it('are all trained on where none are to be held out', async () => {
    const { train, test } = await load('a.npy', f8('(20, 2)', ramp(40)), { test: 0 });
    expect([train.y.shape, test.y.shape]).toEqual([
      [20, 2],
      [0, 2],
    ]);
    const bytes = await load('a.npy', npy('|u1', '(20, 2)', ramp(40)), { test: 0 });
    expect([bytes.train.y.shape, bytes.test.y.shape, bytes.range]).toEqual([
      [20, 2],
      [0, 2],
      [0, 1],
    ]);
  });

  it('are known by their first bytes when they are packed', async () => {
    const image = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 10, 0, 0, 0, 2, 0, 0, 0, 2, ...ramp(40));
    expect((await load('one.idx.gz', gzipSync(image))).train.y.shape).toEqual([9, 2, 2, 1]);
    expect((await load('a.npy.gz', gzipSync(f8('(20, 2)', ramp(40))))).train.y.shape).toEqual([18, 2]);
    expect((await load('a.csv.gz', gzipSync('x,y\n1,2\n3,4\n5,7\n'))).columns).toEqual(['x', 'y']);
  });
});

describe('an archive of arrays', () => {
  const x = f8('(20, 3)', ramp(60, Math.sin));
  it.each<[string, Record<string, Uint8Array>]>([
    [
      'X_train and one-hot y_train',
      {
        X_train: x,
        y_train: f8(
          '(20, 2)',
          ramp(40, (i) => Number((i >> 1) % 2 === i % 2)),
        ),
      },
    ],
    [
      'images and labels',
      {
        images: x,
        labels: i8(
          '(20,)',
          ramp(20, (i) => i % 2),
        ),
      },
    ],
    [
      'data and target, [rows, 1]',
      {
        data: x,
        target: i8(
          '(20, 1)',
          ramp(20, (i) => i % 2),
        ),
      },
    ],
  ])('of %s has classes', async (_, arrays) => {
    const { train, rows, classes } = await load('a.npz', npz(arrays));
    expect([train.y.shape, classes]).toEqual([[18, 3], undefined]);
    expect([...(train.label?.values ?? [])]).toEqual(Array.from(rows?.train ?? [], (row) => row % 2));
  });

  it('has words for classes, in code points or bytes', async () => {
    const kinds = ['dög', 'cat', 'emu'];
    const points = new Uint8Array(
      Uint32Array.from(ramp(60), (i) => kinds[Math.floor(i / 3) % 3]?.codePointAt(i % 3) ?? 0).buffer,
    );
    const wide = await load('a.npz', npz({ x, y: npy('<U3', '(20,)', points) }));
    expect(wide.classes).toEqual(['cat', 'dög', 'emu']);
    expect([...(wide.train.label?.values ?? [])]).toEqual(
      Array.from(wide.rows?.train ?? [], (row) => [1, 0, 2][row % 3]),
    );
    const narrow = await load(
      'a.npz',
      npz({ x, y: npy('|S4', '(20,)', new TextEncoder().encode('cat\0dog\0'.repeat(10))) }),
    );
    expect(narrow.classes).toEqual(['cat', 'dog']);
    expect(await refusal(() => load('a.npz', npz({ x, y: npy('|S4', '(20,)', [1, 2]) })))).toContain(
      'bytes for 20 words, received a file of',
    );
  });

  it('keeps real targets, and says what it does not read', async () => {
    const real = await load(
      'a.npz',
      npz({
        x,
        y: f8(
          '(20,)',
          ramp(20, (i) => i / 7),
        ),
        extra: x,
      }),
    );
    expect([real.train.target?.shape, real.train.label]).toEqual([[18], undefined]);
    expect(real.notes?.[0]).toBe('read of a.npz: x, y; not read: extra');
    const boxes = await load('a.npz', npz({ x, y: f8('(20, 2)', ramp(40)) }));
    expect([boxes.train.target, boxes.notes?.at(-1)]).toEqual([
      undefined,
      'array y holds several numbers per row, which are not classes: it is not read',
    ]);
  });

  it('has x_val as its test split where there is no x_test, and names it where there is', async () => {
    const labels = (from: number) =>
      i8(
        '(20,)',
        ramp(20, (i) => from + (i % 3)),
      );
    const one = await load('a.npz', npz({ x_train: x, y_train: labels(1), x_val: x, y_val: labels(1) }));
    expect([one.test.y.shape, one.classes, new Set(one.test.label?.values)]).toEqual([
      [20, 3],
      ['1', '2', '3'],
      new Set([0, 1, 2]),
    ]);
    const three = await load('a.npz', npz({ x_train: x, x_test: x, x_val: x }));
    expect(three.notes?.[0]).toBe('read of a.npz: x_train, x_test; not read: x_val');
    expect(one.notes).toContain('x_val is the test split');
    expect(
      await refusal(() => load('a.npz', npz({ x_train: x, y_train: labels(0), x_test: x, y_test: labels(2) }))),
    ).toContain('x_test, row 1: expected a known value in every cell');
  });

  it('is asked for an array by name, else the largest one is read', async () => {
    expect((await load('a.npz', npz({ codes: x }))).train.y.shape).toEqual([18, 3]);
    const two = npz({
      codes: x,
      kinds: i8(
        '(20,)',
        ramp(20, (i) => i % 2),
      ),
    });
    const largest = await load('a.npz', two);
    expect([largest.train.y.shape, largest.train.label]).toEqual([[18, 3], undefined]);
    expect(largest.notes?.[0]).toBe('read of a.npz: codes; not read: kinds');
    expect((await load('a.npz', two, { array: 'codes', label: 'kinds' })).train.label?.shape).toEqual([18]);
    expect(await refusal(() => load('a.npz', two, { array: 'code' }))).toContain(
      'expected an array named code, received codes, kinds.',
    );
  });

  it.each([
    ['book.xlsx', { 'xl/workbook.xml': 'x' }, 'received an Excel workbook. Save the sheet as CSV.'],
    ['model.pt', { 'archive/data.pkl': 'x' }, 'received a file of PyTorch.'],
    ['pictures.zip', { 'a/1.png': 'x' }, 'received a ZIP archive of images. Unpack it, and give the folder.'],
    ['tables.zip', { 'train.csv': 'x' }, 'received a ZIP archive of train.csv. Unpack it, and give the file.'],
  ])('is not %s', async (name, entries, line) => {
    expect(await refusal(() => load(name, npz(entries, '')))).toContain(line);
  });

  it.each([
    ['a.h5', '\x89HDF\r\n', 'received an HDF5 file. Save the arrays with numpy.savez.'],
    ['a.pkl', '\x80\x04\x95', 'received a pickle of Python, which holds code.'],
    ['a.txt', '%PDF-1.7', 'received a PDF.'],
    ['a.csv', '\x89PNG\r\n', 'received one image. Give a folder of images.'],
    ['a.json', '[{"x":1}]', 'received one JSON document. Write one object per line, as .jsonl'],
    ['a.arff', '@relation iris\n', 'received an ARFF file of Weka. Save the table as CSV.'],
    ['a.dta', 'x', 'received a file of Stata. Save the table as CSV'],
    ['a.txt', '1 1:0.5 3:2\n-1 2:1\n', 'received a file of LIBSVM. Save the rows as CSV'],
    [
      'a.npy',
      "\x93NUMPY\x01\x00\x56\x00{'descr': [('x', '<f4'), ('y', '<i4')], 'fortran_order': False, 'shape': (1,), }          12345678",
      'expected numbers of one type, received a structured array with named fields.',
    ],
  ])('nor is %s anything that is read', async (name, text, line) => {
    expect(
      await refusal(() =>
        load(
          name,
          Uint8Array.from(text, (sign) => sign.charCodeAt(0)),
        ),
      ),
    ).toContain(line);
  });
});
