import type { Table } from '@latentkit/core';
import { rangeOf } from '@latentkit/core/internal';
import { layoutOf } from '../arrays/observations.ts';
import type { Dataset } from '../dataset.ts';

/**
 * A data set that says the range of its numbers and how its rows lie, so that the output of a model can follow: [0, 1] for pixels in bytes, for all
 * else the least and the largest number of both splits. A line is added where rows that are not columns leave [0, 1], or nothing differs.
 *
 * @example
 * const { range, layout } = withRange(fromArrays({ train: { y: [[-1, 2], [0, 3]] } }));
 * range; // [-1, 3]
 */
export function withRange(data: Dataset): Dataset {
  const { notes: given = [], ...rest } = data;
  const { train, test } = data;
  const range = isPixels(train.y) ? ([0, 1] as const) : rangeOf([train.y, test.y]);
  const layout = data.layout ?? layoutOf(train.y.shape);
  const same = range[0] === range[1] || (isPixels(train.y) && isConstant(train.y));
  const notes = [
    ...given,
    ...(same ? ['every number of every row is the same: there is nothing to learn'] : []),
    ...(layout !== 'columns' && (range[0] < 0 || range[1] > 1)
      ? [`numbers lie from ${short(range[0])} to ${short(range[1])}, not from 0 to 1`]
      : []),
  ];
  return { ...rest, range, layout, ...(notes.length > 0 && { notes }) };
}

const short = (value: number) => String(Number(value.toPrecision(4)));

const isPixels = ({ values, scale }: Table) => values instanceof Uint8Array && scale === 1 / 255;

const isConstant = ({ values }: Table) => values.every((value) => value === values[0]);
