import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../../testing/files.ts';
import { fromPath } from '../files/fromPath.ts';

const pixel = (row: number, at: number) => (row * 40 + at) % 256;
const lines = (rows: number, label: boolean) =>
  Array.from({ length: rows }, (_, row) =>
    [...(label ? [[7, 3, 5][row % 3]] : []), ...Array.from({ length: 64 }, (_, at) => pixel(row, at))].join(','),
  );
const csv = (names: readonly string[], rows: readonly string[]) => [names.join(','), ...rows].join('\n');
const counted = (from: number) => Array.from({ length: 64 }, (_, i) => `pixel${from + i}`);
const first = Array.from({ length: 64 }, (_, at) => pixel(0, at));

describe('columns of pixels', () => {
  it("are images, as Kaggle's MNIST has them, with classes and a test file without", async () => {
    const folder = folderOf({
      'train.csv': csv(['label', ...counted(0)], lines(6, true)),
      'test.csv': csv(counted(0), lines(2, false)),
    });
    const data = await fromPath(join(folder, 'train.csv'), { test: join(folder, 'test.csv') });
    expect([data.train.y.shape, data.train.y.scale, data.test.y.shape]).toEqual([[6, 8, 8, 1], 1 / 255, [2, 8, 8, 1]]);
    expect([...data.train.y.values.slice(0, 64)]).toEqual(first);
    expect([data.classes, [...(data.train.label?.values ?? [])], data.test.label]).toEqual([
      ['3', '5', '7'],
      [2, 0, 1, 2, 0, 1],
      undefined,
    ]);
    expect([data.layout, data.range, data.plan]).toEqual(['channels last', [0, 1], undefined]);
    expect(data.notes).toContain('columns pixel0 to pixel63 are the pixels of 8×8 grey images');
  });

  it('may be counted from 1, stand in any order, or be named by row and column', async () => {
    const shuffled = counted(1).toReversed();
    const rows = lines(3, false);
    const turned = rows.map((line) => line.split(',').toReversed().join(','));
    const named = Array.from({ length: 64 }, (_, i) => `${1 + Math.floor(i / 8)}x${1 + (i % 8)}`);
    for (const text of [csv(shuffled, turned), csv(named, rows)]) {
      const { train } = await fromPath(join(folderOf({ 'a.csv': text }), 'a.csv'), { test: 0 });
      expect([train.y.shape, [...train.y.values.slice(0, 64)]]).toEqual([[3, 8, 8, 1], first]);
    }
  });

  it('are columns of a table where they are no bytes, no square, or some are left out', async () => {
    const small = csv(
      counted(0),
      lines(4, false).map((line) =>
        line
          .split(',')
          .map((v) => Number(v) % 17)
          .join(','),
      ),
    );
    const fewer = csv(
      counted(0).slice(1),
      lines(4, false).map((line) => line.slice(line.indexOf(',') + 1)),
    );
    for (const text of [small, fewer]) {
      const { train } = await fromPath(join(folderOf({ 'a.csv': text }), 'a.csv'), { test: 1 });
      expect(train.y.shape.length).toBe(2);
    }
    const whole = join(folderOf({ 'a.csv': csv(counted(0), lines(4, false)) }), 'a.csv');
    expect((await fromPath(whole, { test: 1, leaveOut: ['pixel0'] })).train.y.shape).toEqual([3, 63]);
  });
});
