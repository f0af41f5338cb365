import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { folderOf, golden, refusal, testdata } from '../../testing/files.ts';
import { parquetFile } from './parquetFile.ts';

describe('parquetFile', () => {
  it.each(['snappy', 'zstd', 'gzip'])('reads what pyarrow wrote with %s', async (codec) => {
    const { name, train, test, classes, columns } = await parquetFile(testdata(`${codec}.parquet`), {
      label: 'species',
      test: 1,
    });
    expect([name, classes, columns]).toEqual([codec, ['a', 'b', 'c'], ['height', 'count', 'ok']]);
    const rows = [train, test].flatMap(({ y, label }) =>
      Array.from(label?.values ?? [], (code, row) => [...y.values.slice(3 * row, 3 * row + 3), code]),
    );
    expect(rows.toSorted((a, b) => (a[1] as number) - (b[1] as number))).toEqual([
      [1.5, 1, 1, 1],
      [2.5, 2, 0, 0],
      [-3, 3, 1, 1],
      [4, 4, 1, 2],
    ]);
  });

  it('takes counts as classes as they stand', async () => {
    const data = [
      { name: 'x', data: Float32Array.from({ length: 50 }, (_, row) => row), type: 'FLOAT' as const },
      { name: 'Label', data: Int32Array.from({ length: 50 }, (_, row) => row % 3), type: 'INT32' as const },
    ];
    const folder = folderOf({ 'a.parquet': new Uint8Array(parquetWriteBuffer({ columnData: data })) });
    const { train, test, classes } = await parquetFile(join(folder, 'a.parquet'));
    expect([train.y.shape, test.y.shape, classes]).toEqual([[45, 1], [5, 1], undefined]);
    expect(Array.from(train.label?.values ?? [])).toEqual(Array.from(train.y.values, (row) => row % 3));
  });

  it('reads the images of the Hugging Face hub, each a file in its cell', async () => {
    const { train, test, columns } = await parquetFile(testdata('images.parquet'), { test: 1 });
    expect([train.y.shape, train.y.scale, test.y.shape, columns]).toEqual([
      [3, 2, 3, 1],
      1 / 255,
      [1, 2, 3, 1],
      undefined,
    ]);
    const rows = [train, test].flatMap(({ y, label }) =>
      Array.from(label?.values ?? [], (code, row) => [...y.values.slice(6 * row, 6 * row + 3), code]),
    );
    expect(rows.toSorted((a, b) => (a[0] as number) - (b[0] as number))).toEqual([
      [0, 0, 0, 3],
      [1, 10, 20, 0],
      [2, 20, 40, 1],
      [3, 30, 60, 3],
    ]);
    const colour = await parquetFile(testdata('images.parquet'), { test: 1, size: [1, 1], channels: 3 });
    expect(colour.train.y.shape).toEqual([3, 1, 1, 3]);
  });

  it.each<[string, Uint8Array, string]>([
    [
      'an empty cell',
      golden('empty-cell.parquet'),
      'expected a finite number in column a, row 1, received nothing. Copy or download the file again.',
    ],
    ['lists', golden('lists.parquet'), 'expected columns of numbers, words or images, received the nested column a.'],
    [
      'words that are no label',
      golden('snappy.parquet'),
      'expected numbers in column "species", received words. Name it as the label, or take it out.',
    ],
    [
      'a file cut off',
      golden('snappy.parquet').slice(0, 900),
      'expected a complete Parquet file, received one that fails with "parquet file invalid (footer != PAR1)".',
    ],
    ['no file at all', new Uint8Array(0), 'expected a complete Parquet file, received one that fails with'],
  ])('refuses %s', async (_, bytes, line) => {
    const folder = folderOf({ 'a.parquet': bytes });
    expect(await refusal(() => parquetFile(join(folder, 'a.parquet')))).toContain(
      `${join(folder, 'a.parquet')}: ${line}`,
    );
  });

  it('refuses a label that no column has', async () => {
    expect(await refusal(() => parquetFile(testdata('snappy.parquet'), { label: 'kind' }))).toContain(
      'expected a column named kind, received height, count, ok, species. Name one of the columns.',
    );
  });
});
