import { resolve } from 'node:path';
import type { PathOptions } from '@latentkit/datasets/node';
import { expected } from '@latentkit/errors';
import type { Common } from '../spec/common.ts';
import { flagOf } from '../spec/flagOf.ts';
import { type Reading, reading } from '../spec/reading.ts';

/** What of a spec says which data are read, and how. */
export type DataSpec = Pick<Common, 'data'> & Partial<Pick<Common, 'examples' | 'seed'>> & Reading;

/** Where the files of a run lie, from any working directory. */
export interface Place {
  readonly data: string;
  /** The second file or folder, where the test split is one. */
  readonly test?: string;
}

export const isAddress = (name: string) => /^(https?|hf):\/\//i.test(name);

/** The place of data given by a path. */
export function placeOf({ data, test }: DataSpec): Place {
  return { data: resolve(data), ...(typeof test === 'string' && { test: resolve(test) }) };
}

/** The options of a spec as `fromPath` takes them. */
export function readingOf({ imageSize, channels, ...spec }: DataSpec): PathOptions {
  const { label, leaveOut, missing, array, fit, background, test } = spec;
  const [height, width = height] = imageSize ?? [];
  const given = { label, leaveOut, missing, array, channels, fit, background, test };
  return Object.fromEntries(
    Object.entries({ ...given, ...(imageSize && { imageSize: [height, width] }) }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

/** @throws OPTION for a way to read files beside a data set given by name */
export function checkNoReading(spec: DataSpec): void {
  const key = Object.keys(reading).find((name) => spec[name as keyof Reading] !== undefined);
  if (key === undefined) return;
  throw expected({
    where: flagOf(key),
    expected: 'the path of a folder or file in --data',
    received: spec.data,
    todo: `Leave out ${flagOf(key)}.`,
    code: 'OPTION',
  });
}
