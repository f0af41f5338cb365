import type { HostArray } from '@latentkit/core';
import { float64Vectors } from '@latentkit/core/internal';
import { counted, expected } from '@latentkit/errors';
import { checkLabels } from '../classification/labelled.ts';

/** Codes of rows, and the levels of the factors that the rows were made from. */
export interface CodesAndFactors {
  /** [n, size], posterior means of an encoder that gives a distribution */
  readonly codes: HostArray<ArrayLike<number>>;
  /** [n, factors], whole numbers from 0: `split.factors` */
  readonly factors: HostArray<ArrayLike<number>>;
}

/** The same, checked: codes in float64 [rows · size], and the level of each row by factor. */
export interface Levels {
  readonly values: Float64Array;
  readonly rows: number;
  readonly size: number;
  readonly factors: readonly Int32Array[];
}

/** @throws SHAPE, NOT_FINITE, LABEL for codes and factors that are not valid, and for two numbers of rows */
export function levelsOf(where: string, { codes, factors }: CodesAndFactors): Levels {
  const { values, rows, size } = float64Vectors(`${where}, codes`, codes);
  const known = float64Vectors(`${where}, factors`, factors);
  if (known.rows !== rows) {
    throw expected({
      where: `${where}, factors`,
      expected: `${counted(rows, 'row')}, as many as there are codes`,
      received: String(known.rows),
      todo: 'Pass the factors of the same split.',
      code: 'SHAPE',
    });
  }
  const column = (j: number) => known.values.filter((_, i) => i % known.size === j);
  return {
    ...{ values, rows, size },
    factors: Array.from({ length: known.size }, (_, j) => checkLabels(`${where}, factor ${j}`, column(j), rows)),
  };
}
