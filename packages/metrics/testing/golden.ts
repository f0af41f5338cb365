import type { HostArray } from '@latentkit/core';

/** Rows of a JSON file as vectors. */
export const vectors = (rows: readonly (readonly number[])[]): HostArray<ArrayLike<number>> => ({
  values: rows.flat(),
  shape: [rows.length, rows[0]?.length ?? 0],
});

/** A golden tensor as vectors. */
export const stored = ({
  data,
  shape,
}: {
  data: readonly number[];
  shape: readonly number[];
}): HostArray<ArrayLike<number>> => ({
  values: data,
  shape,
});
