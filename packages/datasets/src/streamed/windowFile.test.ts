import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { folderOf, refusal } from '../../testing/files.ts';
import { csvFile } from '../csv/csvFile.ts';
import { parseNpy } from '../npy/parseNpy.ts';
import { windows } from '../rows/windows.ts';
import { windowFile } from './windowFile.ts';

beforeEach(() => {
  vi.stubEnv('XDG_CACHE_HOME', folderOf());
});

const text = `time,x,on,y,label,kind\n${Array.from(
  { length: 50 },
  (_, i) =>
    `2026-01-01 ${String(i % 24).padStart(2, '0')}:00:00,${i * i},${i % 3 ? 'True' : 'False'},${Math.sin(i)},${i % 2},${'ab'[i % 2]}`,
).join('\n')}\n`;
const write = (content: string, name = 'a.csv') => join(folderOf({ [name]: content }), name);
const arrayAt = (path: string) => parseNpy(new Uint8Array(readFileSync(path)), { file: path });

describe('windowFile', () => {
  it.each([
    [8, 3],
    [8, 8],
    [5, 9],
    [50, 1],
    [1, 1],
  ])('holds the windows of %i steps from each %ith, as `windows` has them', async (length, stride) => {
    const path = write(text);
    const out = join(path, '..', 'w.npy');
    const made = await windowFile(path, { out, length, stride });
    const { train } = await csvFile(path, { standardize: false, test: 0, leaveOut: ['kind'] });
    const { values, shape } = windows(train.y, { length, stride });
    expect(arrayAt(out)).toMatchObject({ shape, values });
    expect(made).toMatchObject({ windows: shape[0], columns: ['x', 'on', 'y'] });
    const left = 50 - ((shape[0] as number) - 1) * stride - length;
    expect(made.notes).toEqual([
      'left out, since they are no measured numbers: "time", "label", "kind"',
      ...(left > 0 ? [left === 1 ? 'the last row fills no window' : `the last ${left} rows fill no window`] : []),
    ]);
    expect(readdirSync(join(process.env.XDG_CACHE_HOME ?? '', 'latentkit', 'tables'))).toEqual([]);
  });

  it('takes other tables, constants, and columns by choice', async () => {
    const path = write(
      Array.from({ length: 9 }, (_, i) => JSON.stringify({ x: i, c: 5, z: -i })).join('\n'),
      'a.jsonl',
    );
    const out = join(path, '..', 'w.npy');
    expect(await windowFile(path, { out, length: 3, leaveOut: ['z'] })).toEqual({
      windows: 3,
      columns: ['x', 'c'],
      notes: [],
    });
    expect([...arrayAt(out).values.slice(0, 6)]).toEqual([0, 5, 1, 5, 2, 5]);
  });

  it('says where float32 is too coarse', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => `${1_700_000_000 + i},${i}`).join('\n');
    const path = write(`t,x\n${rows}\n`);
    expect((await windowFile(path, { out: join(path, '..', 'w.npy'), length: 3 })).notes).toEqual([
      'float32 does not hold the digits in which these differ: "t"',
    ]);
  });

  it.each<[string, string, Partial<Parameters<typeof windowFile>[1]>, string]>([
    ['a length beyond the rows', text, { length: 51 }, 'expected a whole number from 1 to 50, the rows of'],
    ['a length that is none', text, { length: 1.5 }, 'expected a whole number of rows, at least 1, received 1.5'],
    [
      'a stride of 0',
      text,
      { stride: 0 },
      'windowFile, stride: expected a whole number of rows, at least 1, received 0',
    ],
    [
      'gaps',
      'x,y\n1,2\n3,\n5,6\n,8\n',
      {},
      'a.csv, line 3: expected a known value in every cell, received empty, infinite or unknown ones in 2 of 4 rows: 1 in column "x", 1 in column "y".',
    ],
    ['words alone', 'a,b\nx,u\ny,v\nx,u\ny,v\nx,u\n', {}, 'expected a column of numbers, received "a", "b"'],
    ['an unknown column', text, { leaveOut: ['q'] }, 'expected a column named q'],
  ])('refuses %s', async (_, content, options, line) => {
    const path = write(content);
    const out = join(path, '..', 'w.npy');
    expect(await refusal(() => windowFile(path, { out, length: 2, ...options }))).toContain(line);
    expect(existsSync(out)).toBe(false);
  });

  it('says what cannot be written', async () => {
    const path = write(text);
    expect(await refusal(() => windowFile(path, { out: join(path, 'w.npy'), length: 2 }))).toContain(
      'expected a file that can be written',
    );
  });
});
