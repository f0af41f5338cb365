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
      expect(file.table.shape).toEqual([file.rows.length, 2]);
      seen.push(gather(file));
    }
    expect(seen.map(({ length }) => length / 2)).toEqual([4, 4, 3]);
    expect(seen.flatMap((batch) => [...batch])).toEqual([...gather({ table: whole, rows: order })]);
  });

  it('has asked for up to eight batches more when it hands one over, and for one at least where rows are large', async () => {
    const asked = async (size: number) => {
      const large = { ...source(), shape: [11, size], read: (rows: Int32Array) => file.read(rows) };
      const file = source();
      const batches = readAhead({ large }, order, 1);
      await batches.next();
      const first = file.asked.length;
      await batches.next();
      return [first, file.asked.length];
    };
    expect(await asked(2)).toEqual([9, 10]);
    expect(await asked(2 ** 20)).toEqual([5, 6]);
    expect(await asked(2 ** 24)).toEqual([2, 3]);
  });

  it('asks for every batch once, and ends', async () => {
    const file = source();
    const batches = readAhead({ file }, order, 4);
    for (let i = 0; i < 3; i++) await batches.next();
    expect(file.asked.map(({ length }) => length)).toEqual([4, 4, 3]);
    expect((await batches.next()).done).toBe(true);
  });

  it('goes on at any batch with what it would have given there', async () => {
    const { value } = await readAhead({ file: source() }, order.subarray(4), 4).next();
    const inFull = readAhead({ file: source() }, order, 4);
    await inFull.next();
    expect(value).toEqual((await inFull.next()).value);
  });

  it('tells a failure when its batch is asked for, and not before', async () => {
    const file = {
      ...source(),
      read: (rows: Int32Array) => (rows.length < 4 ? Promise.reject(new Error('EIO')) : source().read(rows)),
    };
    const batches = readAhead({ file }, order, 4);
    await batches.next();
    await batches.next();
    await expect(batches.next()).rejects.toThrow('EIO');
  });

  it('gives nothing of no rows, and knows a source from a table', async () => {
    const file = source();
    expect((await readAhead({ file }, new Int32Array(0), 4).next()).done).toBe(true);
    expect(file.asked).toEqual([]);
    expect([isSource(whole), isSource(source())]).toEqual([false, true]);
  });
});
