import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, refusal } from '../../testing/files.ts';
import { fromPath } from '../files/fromPath.ts';
import { readTable } from '../files/readTable.ts';
import { applyPlan } from './applyPlan.ts';

const write = (rows: readonly unknown[]) =>
  join(
    folderOf({ 'a.jsonl': `${rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')}\n` }),
    'a.jsonl',
  );

describe('JSON lines', () => {
  it('are a table: numbers, booleans, words, lists that are left out', async () => {
    const path = write(
      Array.from({ length: 20 }, (_, i) => ({
        x: i * i,
        ok: i % 2 === 0,
        color: ['red', 'blue'][i % 2],
        box: Array(1 + (i % 2)).fill(1),
        label: ['cat', 'dog'][i % 2],
      })),
    );
    const data = await fromPath(path);
    expect([data.columns, data.classes, data.train.y.shape]).toEqual([
      ['x', 'ok', 'color=blue', 'color=red'],
      ['cat', 'dog'],
      [18, 4],
    ]);
    expect(data.notes).toContain('left out, it holds lists of several lengths: "box"');
    const again = data.plan && applyPlan(data.plan, await readTable(path));
    expect(again?.y.values.slice(0, 4)).toEqual(
      data.rows?.train?.[0] === 0 ? data.train.y.values.slice(0, 4) : data.test.y.values.slice(0, 4),
    );
  });

  it('have a column for each place of lists of one length', async () => {
    const path = write(Array.from({ length: 20 }, (_, i) => ({ v: [i, -i * i, 2 * i], meta: { source: 'x' } })));
    const data = await fromPath(path, { standardize: false });
    expect(data.columns).toEqual(['v[0]', 'v[1]', 'v[2]']);
    data.rows?.train?.forEach((row, i) => {
      expect(Array.from(data.train.y.values.slice(3 * i, 3 * i + 3))).toEqual([row, 0 - row * row, 2 * row]);
    });
    expect(data.notes).toContain('left out, it holds lists or objects: "meta"');
    expect(await refusal(() => fromPath(write([{ v: [1, 2] }, { v: [3, null] }, { v: [5, 6] }])))).toContain(
      'a.jsonl, line 2: expected a known value in every cell, received empty, infinite or unknown ones in 1 of 3 rows: 1 in column "v[1]".',
    );
  });

  it('has classes that are numbers in quotes in the order of numbers', async () => {
    const { classes } = await fromPath(
      write(Array.from({ length: 20 }, (_, i) => ({ x: i, label: `${[10, 9, 1][i % 3]}` }))),
    );
    expect(classes).toEqual(['1', '9', '10']);
  });

  it('refuses what is not an object, what is missing, and text among numbers, with their line', async () => {
    expect(await refusal(() => fromPath(write([{ x: 1 }, '', '[1]'])))).toContain(
      'a.jsonl, line 3: expected one JSON object per line, received "[1]".',
    );
    expect(await refusal(() => fromPath(write([{ x: 1 }, '', { x: null }, { x: 3 }])))).toContain(
      'a.jsonl, line 3: expected a known value in every cell',
    );
    expect(await refusal(() => fromPath(write([{ x: 1 }, { x: 'two' }, { x: 3 }])))).toContain(
      'a.jsonl, line 2: expected a number in column "x", received "two".',
    );
    expect(await refusal(() => fromPath(write(Array.from({ length: 5000 }, (_, i) => ({ [`k${i}`]: 1 })))))).toContain(
      'cells, received more.',
    );
  });
});
