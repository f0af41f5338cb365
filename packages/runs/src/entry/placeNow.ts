import { resolve } from 'node:path';
import type { TrainedOn } from '../folder/record.ts';
import type { Catalogue } from './catalogue.ts';
import { isAddress, type Place } from './readingOf.ts';

/**
 * Where the files of a run lie: where it is told that they are now, else where they lay in training.
 *
 * @returns undefined for a data set by name and for an address
 */
export function placeNow(
  { datasets }: Pick<Catalogue, 'datasets'>,
  { data }: { readonly data?: Partial<TrainedOn> },
  { data: moved }: { readonly data?: unknown } = {},
): Place | undefined {
  const before = data?.place;
  if (typeof moved !== 'string') return before;
  if (Object.hasOwn(datasets, moved) || isAddress(moved)) return undefined;
  return { data: resolve(moved), ...(before?.test !== undefined && { test: before.test }) };
}
