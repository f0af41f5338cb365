import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { folderOf, golden, refusal, testdata } from '../../testing/files.ts';
import { fromPath } from '../files/fromPath.ts';
import { vocabulary } from '../scenes/vocabulary.ts';
import { parquetFile } from './parquetFile.ts';

describe('parquetFile', () => {
  it.each(['snappy', 'zstd', 'gzip'])('reads what pyarrow wrote with %s', async (codec) => {
    const { name, train, test, classes, columns } = await parquetFile(testdata(`${codec}.parquet`), {
      label: 'species',
      test: 1,
      standardize: false,
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

  it("leaves out DuckDB's intervals and times of day with a line", async () => {
    const { columns, notes } = await parquetFile(testdata('times.parquet'));
    expect(columns).toEqual(['x']);
    expect(notes).toEqual(['left out, it holds intervals: "gap"', 'left out, it holds times of day: "clock"']);
  });

  it('reads lists of half precision', async () => {
    const { train, columns } = await parquetFile(testdata('halves.parquet'), { test: 0, standardize: false });
    expect(columns).toEqual(['v[0]', 'v[1]']);
    expect([...train.y.values]).toEqual(Array.from({ length: 16 }, (_, i) => i / 4));
  });

  it('takes counts as classes as they stand', async () => {
    const data = [
      { name: 'x', data: Float32Array.from({ length: 50 }, (_, row) => row), type: 'FLOAT' as const },
      { name: 'Label', data: Int32Array.from({ length: 50 }, (_, row) => row % 3), type: 'INT32' as const },
    ];
    const folder = folderOf({ 'a.parquet': new Uint8Array(parquetWriteBuffer({ columnData: data })) });
    const { train, test, classes } = await parquetFile(join(folder, 'a.parquet'), { standardize: false });
    expect([train.y.shape, test.y.shape, classes]).toEqual([[45, 1], [5, 1], undefined]);
    expect(Array.from(train.label?.values ?? [])).toEqual(Array.from(train.y.values, (row) => row % 3));
  });

  it('reads the images of the Hugging Face hub, each a file in its cell', async () => {
    const { train, test, columns, classes } = await parquetFile(testdata('images.parquet'), { test: 1, channels: 1 });
    expect([train.y.shape, train.y.scale, test.y.shape, columns, classes]).toEqual([
      [3, 2, 3, 1],
      1 / 255,
      [1, 2, 3, 1],
      undefined,
      ['0', '1', '3'],
    ]);
    const rows = [train, test].flatMap(({ y, label }) =>
      Array.from(label?.values ?? [], (code, row) => [...y.values.slice(6 * row, 6 * row + 3), code]),
    );
    expect(rows.toSorted((a, b) => (a[0] as number) - (b[0] as number))).toEqual([
      [0, 0, 0, 2],
      [1, 10, 20, 0],
      [2, 20, 40, 1],
      [3, 30, 60, 2],
    ]);
    const colour = await parquetFile(testdata('images.parquet'), { test: 1, imageSize: [1, 1], channels: 3 });
    expect(colour.train.y.shape).toEqual([3, 1, 1, 3]);
  });

  it.each<[string, Uint8Array, string]>([
    [
      'an empty cell',
      golden('empty-cell.parquet'),
      'expected a column of numbers or categories that differ, beside classes and row numbers, received "a" (constant).',
    ],
    [
      'lists alone',
      golden('lists.parquet'),
      'expected a column of numbers or categories that differ, beside classes and row numbers, received "a" (left out: it holds lists of several lengths).',
    ],
    [
      'a file cut off',
      golden('snappy.parquet').slice(0, 900),
      'expected a complete Parquet file, received one that fails with "parquet file invalid (footer != PAR1)".',
    ],
    ['no file at all', new Uint8Array(0), 'expected a complete Parquet file, received one that fails with'],
  ])('refuses %s', async (_, bytes, line) => {
    const folder = folderOf({ 'a.parquet': bytes });
    const refused = await refusal(() => parquetFile(join(folder, 'a.parquet')));
    expect(refused.startsWith(join(folder, 'a.parquet'))).toBe(true);
    expect(refused).toContain(line);
  });

  const write = (
    columnData: Parameters<typeof parquetWriteBuffer>[0]['columnData'],
    kvMetadata: { key: string; value: string }[] = [],
  ) => new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata }));
  const doubles = (name: string, at: (row: number) => number | null, rows = 20) => ({
    name,
    data: Array.from({ length: rows }, (_, row) => at(row)),
    type: 'DOUBLE' as const,
    nullable: true,
  });
  const texts = (name: string, at: (row: number) => string | null) => ({
    name,
    data: Array.from({ length: 20 }, (_, row) => at(row)),
    type: 'STRING' as const,
    nullable: true,
  });

  it('plans its columns: words, dates, the index of pandas, missing values', async () => {
    const when = {
      name: 'when',
      data: Array.from({ length: 20 }, (_, row) => new Date(1e12 + row)),
      type: 'TIMESTAMP' as const,
    };
    const bytes = write(
      [
        doubles('x', (row) => row * row),
        texts('kind', (row) => 'ab'[row % 2] as string),
        when,
        doubles('row', (row) => 40 - row),
        doubles('__index_level_0__', (row) => 7 * row),
      ],
      [{ key: 'pandas', value: JSON.stringify({ index_columns: ['row'] }) }],
    );
    const { columns, notes } = await parquetFile(join(folderOf({ 'a.parquet': bytes }), 'a.parquet'));
    expect(columns).toEqual(['x', 'kind=a', 'kind=b']);
    expect(notes).toContain('left out, since they number rows: "row", "__index_level_0__"');
    expect(notes).toContain('left out, it holds dates: "when"');
    const holes = join(
      folderOf({
        'a.parquet': write([
          doubles('x', (row) => (row === 4 ? null : row)),
          doubles('y', (row) => (row < 2 ? null : -row)),
        ]),
      }),
      'a.parquet',
    );
    expect(await refusal(() => parquetFile(holes))).toContain(
      'row 0: expected a known value in every cell, received empty, infinite or unknown ones in 3 of 20 rows: 1 in column "x", 2 in column "y".',
    );
    expect((await parquetFile(holes, { missing: 'drop', test: 2 })).train.y.shape).toEqual([15, 2]);
  });

  it('reads images that lie in their cells alone, and looks at no column beside them but those of classes and captions', async () => {
    const png = (i: number) =>
      sharp({ create: { width: 3, height: 2, channels: 3, background: { r: i, g: i, b: i } } })
        .png()
        .toBuffer();
    const images = await Promise.all(Array.from({ length: 20 }, (_, i) => png(i)));
    const bytes = write([
      { name: 'image', data: images.map((image) => new Uint8Array(image)), type: 'BYTE_ARRAY' as const },
      doubles('label', (row) => row % 2),
      texts('caption', (row) => (row === 1 ? null : `number ${row}`)),
      doubles('size', (row) => (row === 2 ? null : row)),
    ]);
    const { train, test, notes, rows, words } = await parquetFile(join(folderOf({ 'a.parquet': bytes }), 'a.parquet'));
    expect(train.y.shape).toEqual([18, 2, 3, 3]);
    const { decode } = vocabulary(words ?? []);
    for (const [{ text }, numbers] of [[train, rows?.train] as const, [test, rows?.test] as const]) {
      numbers?.forEach((row, i) => {
        expect(decode(text?.values.subarray(2 * i, 2 * i + 2) ?? [])).toBe(row === 1 ? '' : `number ${row}`);
      });
    }
    expect(notes).toEqual(
      expect.arrayContaining(['1 image has no caption', 'captions have at most 2 words, 20 different ones in all']),
    );
    expect(Array.from(train.label?.values ?? [])).toEqual(Array.from(rows?.train ?? [], (row) => row % 2));
    expect(Array.from(train.y.values).filter((_, i) => i % 18 === 0)).toEqual([...(rows?.train ?? [])]);
    expect(notes).toContain('columns beside the images are passed over: "size"');
  });

  it('has a column for each place of lists of one length, and leaves other lists out with a line', async () => {
    const list = (name: string) => [
      { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 } as const,
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 } as const,
      { name: 'element', repetition_type: 'OPTIONAL', type: 'DOUBLE' } as const,
    ];
    const bytes = parquetWriteBuffer({
      columnData: [
        { name: 'v', data: Array.from({ length: 20 }, (_, row) => [row, row + 0.5, 7 * row]) },
        { name: 'words', data: Array.from({ length: 20 }, (_, row) => Array(1 + (row % 3)).fill(row)) },
      ],
      schema: [{ name: 'root', num_children: 2 }, ...list('v'), ...list('words')],
    });
    const path = join(folderOf({ 'a.parquet': new Uint8Array(bytes) }), 'a.parquet');
    const { columns, train, notes, rows } = await parquetFile(path, { standardize: false });
    expect(columns).toEqual(['v[0]', 'v[1]', 'v[2]']);
    rows?.train?.forEach((row, i) => {
      expect(Array.from(train.y.values.slice(3 * i, 3 * i + 3))).toEqual([row, row + 0.5, 7 * row]);
    });
    expect(notes).toContain('left out, it holds lists of several lengths: "words"');
  });

  it('leaves lists of lists out by what they are', async () => {
    const lists = [1, 2].flatMap((depth) => [
      {
        name: depth === 1 ? 'v' : 'element',
        repetition_type: 'OPTIONAL',
        converted_type: 'LIST',
        num_children: 1,
      } as const,
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 } as const,
    ]);
    const bytes = parquetWriteBuffer({
      columnData: [
        { name: 'x', data: Array.from({ length: 20 }, (_, row) => row * row) },
        { name: 'v', data: Array.from({ length: 20 }, (_, row) => [[row, 1], [2]]) },
      ],
      schema: [
        { name: 'root', num_children: 2 },
        { name: 'x', repetition_type: 'OPTIONAL', type: 'DOUBLE' },
        ...lists,
        { name: 'element', repetition_type: 'OPTIONAL', type: 'DOUBLE' },
      ],
    });
    const path = join(folderOf({ 'a.parquet': new Uint8Array(bytes) }), 'a.parquet');
    const { columns, notes } = await parquetFile(path);
    expect(columns).toEqual(['x']);
    expect(notes).toContain('left out, it holds lists or structures: "v"');
  });

  it('has the names of classes that the hub wrote, in their order', async () => {
    const bytes = write(
      [doubles('x', (row) => row * row), doubles('constructor', (row) => row % 2), doubles('label', (row) => row % 3)],
      [
        {
          key: 'huggingface',
          value: JSON.stringify({ info: { features: { label: { names: ['zebra', 'ant', 'bee', 'cat'] } } } }),
        },
      ],
    );
    const { train, classes, rows } = await parquetFile(join(folderOf({ 'a.parquet': bytes }), 'a.parquet'));
    expect(classes).toEqual(['zebra', 'ant', 'bee', 'cat']);
    expect(Array.from(train.label?.values ?? [])).toEqual(Array.from(rows?.train ?? [], (row) => row % 3));
  });

  it('is read from shards in a folder, by the split that their names begin with', async () => {
    const shard = (from: number) => write([doubles('x', (row) => from + row, 5), doubles('y', (row) => row * row, 5)]);
    const folder = folderOf({
      'data/train-00000-of-00002.parquet': shard(0),
      'data/train-00001-of-00002.parquet': shard(5),
      'data/validation-0.parquet': shard(2),
      'data/extra.parquet': shard(1),
    });
    const { train, test, notes, plan } = await fromPath(folder, { standardize: false });
    expect([Array.from(train.y.values).filter((_, i) => i % 2 === 0), test.y.shape]).toEqual([
      [...Array(10).keys()],
      [5, 2],
    ]);
    expect(notes).toEqual(['the test split is validation-0.parquet', 'not used: extra.parquet']);
    expect(plan?.columns[0]).toMatchObject({ kind: 'feature', mean: 4.5 });
    const other = folderOf({ 'a.parquet': shard(0), 'b.parquet': write([doubles('z', (row) => row, 5)]) });
    expect(await refusal(() => fromPath(other))).toContain('b.parquet: expected the columns "x", "y", as in');
  });

  it('refuses a label that no column has', async () => {
    expect(await refusal(() => parquetFile(testdata('snappy.parquet'), { label: 'kind' }))).toContain(
      'expected a column named kind, received height, count, ok, species. Name one of the columns.',
    );
  });
});
