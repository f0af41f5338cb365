import { createHash } from 'node:crypto';
import type { Table } from '@latentkit/core';
import type { Dataset } from '@latentkit/datasets';
import { expected } from '@latentkit/errors';
import type { RunSpec } from '../spec/runSpec.ts';
import { tablesOf } from './tablesOf.ts';

/** What tells one data set from another: every table that a run reads, as `train.y` or `test.label`. */
export type Fingerprint = Readonly<Record<string, TableFingerprint>>;

interface TableFingerprint {
  readonly shape: readonly number[];
  readonly type: string;
  readonly scale: number;
  /** Of the stored bytes. */
  readonly sha256: string;
}

export function fingerprint(spec: RunSpec, { train, test }: Dataset): Fingerprint {
  const splits = Object.entries({ train, test });
  return Object.fromEntries(
    splits.flatMap(([split, tables]) =>
      Object.entries(tablesOf(spec, tables)).map(([name, table]) => [`${split}.${name}`, tableFingerprint(table)]),
    ),
  );
}

function tableFingerprint({ values, shape, scale }: Table): TableFingerprint {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { shape, type: values.constructor.name, scale, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * That data is what a run learned from so far.
 *
 * @throws `DATA` naming the table and what of it is different
 */
export function checkFingerprint(where: string, found: Fingerprint, trainedOn: Fingerprint): void {
  const differ = (want: string, got: string) => {
    const todo = 'Give back the data that the run began with, or train anew into another folder.';
    return expected({ where, expected: want, received: got, todo, code: 'DATA' });
  };
  const names = [Object.keys(trainedOn), Object.keys(found)].map((list) => list.join(', '));
  if (names[0] !== names[1]) throw differ(`the tables ${names[0]}`, `${names[1]}`);
  for (const [name, before] of Object.entries(trainedOn)) {
    for (const key of ['shape', 'type', 'scale', 'sha256'] as const) {
      const [want, got] = [before, found[name] as TableFingerprint].map((one) => JSON.stringify(one[key]));
      if (want !== got) throw differ(`${name} of ${key} ${want}, as at its checkpoint`, `${got}`);
    }
  }
}
