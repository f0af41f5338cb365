import { expected } from '@latentkit/errors';
import type { Span } from './bulk.ts';

/** One of several parts of all rows, counted from 0. */
export interface Shard {
  readonly shard: number;
  readonly shards: number;
}

/**
 * The rows of a shard: ⌊count · shard / shards⌋ up to where the next begins, so that sizes differ by one row at most.
 *
 * @throws `OPTION` for a shard that is not there, `DATA` for more shards than rows
 * @example
 * shardRows(10, { shard: 1, shards: 3 }); // { from: 3, to: 6 }
 */
export function shardRows(count: number, { shard, shards }: Shard): Span {
  if (!Number.isInteger(shards) || shards < 1) throw refuse('shards', 'a whole number of at least 1', shards, 'OPTION');
  if (!Number.isInteger(shard) || shard < 0 || shard >= shards)
    throw refuse('shard', `a whole number from 0 to ${shards - 1}`, shard, 'OPTION');
  if (shards > count) throw refuse('shards', `at most ${count}, one for each row`, shards, 'DATA');
  const begin = (index: number) => Number((BigInt(count) * BigInt(index)) / BigInt(shards));
  return { from: begin(shard), to: begin(shard + 1) };
}

/** @example partName({ shard: 17, shards: 128 }); // 'part-00017-of-00128' */
export function partName({ shard, shards }: Shard): string {
  const digits = (value: number) => String(value).padStart(5, '0');
  return `part-${digits(shard)}-of-${digits(shards)}`;
}

const refuse = (what: string, wanted: string, received: number, code: string) =>
  expected({
    where: `--${what}`,
    expected: wanted,
    received: String(received),
    todo: 'Change it and run again.',
    code,
  });
