import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventFile } from './eventFile.ts';
import { histogram, scalar } from './events.ts';
import { double, float, integer, message, text } from './protobuf.ts';
import { crc32c, tfRecord } from './tfRecord.ts';

const hex = (bytes: Iterable<number>) => Buffer.from([...bytes]).toString('hex');

describe('protobuf', () => {
  it('writes the examples of its own documentation', () => {
    expect(hex(message(integer(1, 150)))).toBe('089601');
    expect(hex(message(text(2, 'testing')))).toBe('120774657374696e67');
    expect(hex(message(double(1, 1), float(2, 1)))).toBe('09000000000000f03f150000803f');
    expect(hex(message(integer(2, 2 ** 40)))).toBe('10808080808020');
  });
});

describe('TFRecord', () => {
  it('has the checksums of RFC 3720', () => {
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(new Uint8Array(32).fill(255))).toBe(0x62a8ab43);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e);
  });

  it('frames data between masked checksums', () => {
    const record = tfRecord(Uint8Array.of(1, 2, 3));
    expect(record.length).toBe(19);
    expect(hex(record.subarray(0, 8))).toBe('0300000000000000');
    expect(hex(record.subarray(12, 15))).toBe('010203');
  });
});

describe('histogram', () => {
  const doublesAt = (bytes: Uint8Array, start: number, count: number) =>
    Array.from({ length: count }, (_, i) => new DataView(bytes.buffer).getFloat64(start + 8 * i, true));

  it('has all numbers in its buckets, the last one closed', () => {
    const numbers = Array.from({ length: 301 }, (_, i) => i / 300);
    const value = histogram('h', numbers) as Uint8Array;
    const bytes = Uint8Array.from(value);
    const counts = doublesAt(bytes, bytes.length - 8 * 30, 30);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(301);
    expect(counts.at(-1)).toBe(11);
    const limits = doublesAt(bytes, bytes.length - 8 * 60 - 3, 30);
    expect(limits.at(-1)).toBe(1);
  });

  it('is one bucket for one number, and nothing for none that is finite', () => {
    const bytes = Uint8Array.from(histogram('h', [2, 2, Number.NaN]) as Uint8Array);
    expect(doublesAt(bytes, bytes.length - 8, 1)).toEqual([2]);
    expect(histogram('h', [Number.NaN])).toBeUndefined();
  });
});

/** The data of each record; frames are taken on trust here, Python checks them. */
function recordsOf(file: Buffer): Buffer[] {
  const records: Buffer[] = [];
  for (let at = 0; at < file.length; ) {
    const length = Number(file.readBigUInt64LE(at));
    records.push(file.subarray(at + 12, at + 12 + length));
    at += length + 16;
  }
  return records;
}

describe('event file', () => {
  it('begins with its version and keeps the order of what is added', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'latentkit-events-')), 'new');
    const file = eventFile(folder, () => 12.5);
    file.restart(1);
    file.add(1, [scalar('a', 0.5), undefined]);
    file.flush();
    file.flush();
    expect(await readdir(folder)).toEqual(['events.out.tfevents.12.500.latentkit']);
    const [first, second, third, ...others] = recordsOf(
      await readFile(join(folder, 'events.out.tfevents.12.500.latentkit')),
    );
    expect(first?.toString('latin1')).toContain('brain.Event:2');
    expect(hex(second as Buffer)).toBe('09000000000000294010013a020801');
    expect(hex(third as Buffer)).toBe('09000000000000294010012a0a0a080a0161150000003f');
    expect(others).toEqual([]);
  });
});
