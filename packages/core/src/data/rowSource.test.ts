import { describe, expect, it } from 'vitest';
import { permutation } from '../random/permutation.ts';
import { isSource, type RowSource, readAhead } from './rowSource.ts';
import { gather, table } from './table.ts';

const whole = table(
  Uint8Array.from({ length: 22 }, (_, i) => i),
  [11, 2],
  0.5,
);

/** The table as a source, and what was asked of it. */
function source(): RowSource & { asked: Int32Array[] } {
  const asked: Int32Array[] = [];
  const { shape, scale } = whole;
  const read = async (rows: Int32Array) => {
    asked.push(rows);
    const values = Uint8Array.from({ length: 2 * rows.length }, (_, i) => 2 * (rows[i >> 1] as number) + (i & 1));
    return table(values, [rows.length, 2], scale);
  };
  return { shape, scale, read, asked };
}

describe('readAhead', () => {
  const order = permutation(11, { seed: 3, step: 0 });

  it('gives the same numbers from a source as from a table, in the order, the last batch smaller', async () => {
    const seen: Float32Array[] = [];
    for await (const { memory, file } of readAhead({ memory: whole, file: source() }, order, 4)) {
      expect(gather(file)).toEqual(gather(memory));
      seen.push(gather(file));
    }
    expect(seen.map(({ length }) => length / 2)).toEqual([4, 4, 3]);
    expect(seen.flatMap((batch) => [...batch])).toEqual([...gather({ table: whole, rows: order })]);
  });

  it('reads whole batches of 2²⁴ numbers or one batch at once, upwards, and one such window ahead', async () => {
    const asked = async (size: number) => {
      const large = { ...source(), shape: [11, size], read: (rows: Int32Array) => file.read(rows) };
      const file = source();
      const batches = readAhead({ large }, order, 2);
      const counts: number[][] = [];
      for (let i = 0; i < 3; i++) {
        await batches.next();
        counts.push(file.asked.map(({ length }) => length));
      }
      expect(file.asked.every((rows) => `${rows}` === `${rows.toSorted()}`)).toBe(true);
      return counts;
    };
    expect(await asked(2)).toEqual([[11], [11], [11]]);
    expect(await asked(2 ** 22)).toEqual([
      [4, 4],
      [4, 4],
      [4, 4, 3],
    ]);
    expect(await asked(2 ** 26)).toEqual([
      [2, 2],
      [2, 2, 2],
      [2, 2, 2, 2],
    ]);
  });

  it('goes on at any batch with what it would have given there, in the same windows', async () => {
    const seen = async (from: number) => {
      const file = { ...source(), shape: [11, 2 ** 22] };
      const batches: number[][] = [];
      for await (const batch of readAhead({ file }, order, 2, from)) batches.push([...gather(batch.file)]);
      return { batches, asked: file.asked.map(({ length }) => length) };
    };
    const whole = await seen(0);
    expect(whole.asked).toEqual([4, 4, 3]);
    for (const from of [2, 4, 6, 10]) expect((await seen(from)).batches).toEqual(whole.batches.slice(from / 2));
    expect((await seen(6)).asked).toEqual([2, 3]);
    expect(await seen(11)).toEqual({ batches: [], asked: [] });
  });

  it('tells a failure when its window is asked for, and not before', async () => {
    const file = {
      ...{ shape: [11, 2 ** 23], scale: 1 },
      read: (rows: Int32Array) => (rows.length < 2 ? Promise.reject(new Error('EIO')) : source().read(rows)),
    };
    const batches = readAhead({ file }, order, 2);
    for (let i = 0; i < 5; i++) await batches.next();
    await expect(batches.next()).rejects.toThrow('EIO');
  });

  it('gives nothing of no rows, and knows a source from a table', async () => {
    const file = source();
    expect((await readAhead({ file }, new Int32Array(0), 4).next()).done).toBe(true);
    expect(file.asked).toEqual([]);
    expect([isSource(whole), isSource(source())]).toEqual([false, true]);
  });

  it('refuses, by its name, a source that reads fewer rows than it was asked for', async () => {
    const read = async ({ length }: Int32Array) => table(new Uint8Array(2 * length - 2), [length - 1, 2]);
    await expect(readAhead({ file: { ...source(), read } }, order, 4).next()).rejects.toThrow(
      'readAhead, file: expected 11 rows from its source, received 10. Let read give every row that it was asked for, in the order asked.',
    );
  });
});
