import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { all, catalogue, newFolder } from '../../testing/small.ts';
import { blocksOf } from '../bulk/bulk.ts';
import { bulkCodes } from '../bulk/codes.ts';
import { bulkScores } from '../bulk/scored.ts';
import { shardRows } from '../bulk/shards.ts';
import { openRun } from '../folder/openRun.ts';
import { trainRun } from '../train/trainRun.ts';
import { rowRanges } from './rowRanges.ts';
import { usedRows } from './usedRows.ts';

let folder: string;
const at = (name: string) => join(folder, name);
const rows = 1100;

/** Four numbers per row; row 3 and row 777 lack one. */
const text = (missing: readonly number[]) =>
  `a,b,c,d\n${Array.from({ length: rows }, (_, i) => [Math.sin(i), i / 7, missing.includes(i) ? '' : i % 5, 2 * Math.cos(i)].join()).join('\n')}\n`;

beforeAll(async () => {
  folder = await newFolder('ranges');
  await writeFile(at('whole.csv'), text([]));
  await writeFile(at('lacking.csv'), text([3, 777]));
  for (const [name, missing] of [
    ['run', 'refuse'],
    ['dropping', 'drop'],
  ] as const)
    await all(
      trainRun({
        spec: { model: 'small', data: at('whole.csv'), missing, epochs: 1, engine: 'cpu', hidden: [3] },
        catalogue,
        folder: at(name),
      }),
    );
});

const opened = (name = 'run') => openRun(at(name), { catalogue });

describe('rows in ranges', () => {
  it('are those that are read whole', async () => {
    const run = await opened();
    const ranges = await rowRanges(run, { data: at('whole.csv'), split: 'all' }, 0);
    const whole = await usedRows(run, { data: at('whole.csv'), split: 'all' });
    expect(ranges.count).toBe(rows);
    const some = await ranges.read(500, 1000);
    expect(some.y.values).toEqual(whole.y.values.subarray(500 * 4, 1000 * 4));
    expect(some.rows).toEqual(whole.rows.subarray(500, 1000));
    await ranges.close();
    run.model.dispose();
  });

  it('are dropped where they lack a value and that is asked for of other data', async () => {
    const run = await opened();
    const wanted = { data: at('lacking.csv'), split: 'all' } as const;
    await expect(usedRows(run, wanted)).rejects.toThrow('2 of 1100 rows');
    expect((await usedRows(run, { ...wanted, missing: 'drop' })).rows).toHaveLength(rows - 2);
    run.model.dispose();
  });

  it('that hold what no training row held are kept where that is asked for, read whole or in parts', async () => {
    const line = (i: number, kind: string) => `${Math.sin(i)},${kind}`;
    const kinds = (strange: number) =>
      `a,kind\n${Array.from({ length: 600 }, (_, i) => line(i, i === strange ? 'purple' : 'uv'.charAt(i % 2))).join('\n')}\n`;
    await writeFile(at('kinds.csv'), kinds(-1));
    await writeFile(at('strange.csv'), kinds(550));
    const spec = { model: 'small', data: at('kinds.csv'), epochs: 1, engine: 'cpu', hidden: [3] };
    await all(trainRun({ spec, catalogue, folder: at('kinds') }));
    const run = await opened('kinds');
    for (const above of [0, 2 ** 30]) {
      const wanted = { data: at('strange.csv'), split: 'all', unknown: 'keep' } as const;
      const ranges = await rowRanges(run, wanted, above);
      const [, last] = [await ranges.read(0, 500), await ranges.read(500, 600)];
      expect(last.unknown).toEqual([{ row: 50, column: 'kind', text: 'purple' }]);
      expect(last.rows).toHaveLength(100);
      const scores = await bulkScores(run, ranges);
      const { block } = await scores.batch(500, 600);
      const errors = block.columns.find(({ name }) => name === 'kind_error')?.values as Float32Array;
      expect(errors[50]).toBeCloseTo(-Math.log(1e-38), 3);
      await scores.close();
    }
    run.model.dispose();
  });

  it('without a value are left out of their part, and no other part changes', async () => {
    const run = await opened('dropping');
    const codes = await bulkCodes(run, await rowRanges(run, { data: at('lacking.csv'), split: 'all' }, 0));
    const of = async (from: number, to: number) => {
      const found: number[] = [];
      const numbers: number[] = [];
      for await (const { columns, array } of blocksOf(codes, { from, to })) {
        found.push(...Array.from(columns[0]?.values as ArrayLike<number>));
        numbers.push(...array.values);
      }
      return { found, numbers };
    };
    const whole = await of(0, rows);
    expect(whole.found).toHaveLength(rows - 2);
    expect(whole.found).not.toContain(777);
    const parts = await Promise.all([0, 1, 2].map((shard) => shardRows(rows, { shard, shards: 3 })));
    const joined = [];
    for (const { from, to } of parts) joined.push(await of(from, to));
    expect(joined.flatMap(({ found }) => found)).toEqual(whole.found);
    expect(joined.flatMap(({ numbers }) => numbers)).toEqual(whole.numbers);
    await codes.close();
    run.model.dispose();
  });

  it('that the plan refuses are named by their place in the file', async () => {
    const run = await opened();
    const ranges = await rowRanges(run, { data: at('lacking.csv'), split: 'all' }, 0).catch((error) => error);
    expect(ranges.message).toMatch(/lacking\.csv, rows 0 to 499, row 3: expected a known value/);
    run.model.dispose();
  });
});

describe('shards', () => {
  it('are disjoint, cover all rows, and differ by one row at most', () => {
    for (const [count, shards] of [
      [10, 3],
      [128, 128],
      [10_000_000, 128],
      [7, 1],
    ] as const) {
      const spans = Array.from({ length: shards }, (_, shard) => shardRows(count, { shard, shards }));
      expect(spans.map(({ from }) => from)).toEqual([0, ...spans.slice(0, -1).map(({ to }) => to)]);
      expect(spans.at(-1)?.to).toBe(count);
      const sizes = spans.map(({ from, to }) => to - from);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
  });
});
