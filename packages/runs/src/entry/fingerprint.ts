import { createHash } from 'node:crypto';
import type { Stored } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import { type Loaded, trainingOf } from './loaded.ts';
import type { ModelEntry } from './modelEntry.ts';
import { partsOf } from './partsOf.ts';
import { tablesOf } from './tablesOf.ts';

/** What tells one data set from another: every table that a run reads, as `train.y` or `test.label`. */
export type Fingerprint = Readonly<Record<string, TableFingerprint>>;

interface TableFingerprint {
  readonly shape: readonly number[];
  readonly type: string;
  readonly scale: number;
  /** SHA-256 of the stored bytes. */
  readonly sha256: string;
}

/** Reads all of what does not lie in memory, once. */
export async function fingerprint(entry: Pick<ModelEntry, 'tables'>, data: Loaded): Promise<Fingerprint> {
  const found: Record<string, TableFingerprint> = {};
  for (const [split, tables] of Object.entries({ train: trainingOf(data), test: data.test })) {
    for (const [name, stored] of Object.entries(tablesOf(entry, tables)))
      found[`${split}.${name}`] = await tableFingerprint(stored);
  }
  return found;
}

async function tableFingerprint(stored: Stored): Promise<TableFingerprint> {
  const hash = createHash('sha256');
  let type = '';
  for await (const { table } of partsOf(stored)) {
    const { buffer, byteOffset, byteLength } = table.values;
    type = table.values.constructor.name;
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return { shape: stored.shape, type, scale: stored.scale, sha256: hash.digest('hex') };
}

/**
 * That data is what a run learned from so far.
 *
 * @throws `DATA` naming the table and what of it is different
 */
export function checkFingerprint(
  where: string,
  found: Fingerprint,
  trainedOn: Fingerprint,
  todo = 'Restore the data that the run began with, or train again into another folder.',
): void {
  const differ = (want: string, got: string) => expected({ where, expected: want, received: got, todo, code: 'DATA' });
  const names = [Object.keys(trainedOn), Object.keys(found)].map((list) => list.join(', '));
  if (names[0] !== names[1]) throw differ(`the tables ${names[0]}`, `${names[1]}`);
  for (const [name, before] of Object.entries(trainedOn)) {
    for (const key of ['shape', 'type', 'scale', 'sha256'] as const) {
      const [want, got] = [before, found[name] as TableFingerprint].map((one) => JSON.stringify(one[key]));
      if (want !== got) throw differ(`${name} of ${key} ${want}, as at its checkpoint`, `${got}`);
    }
  }
}
