import type { Table } from '@latentkit/core';
import { rangeOf } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import type { OpenRun } from '../folder/openRun.ts';

/** Numbers this much wider or narrower than those of the training data are of another unit. */
const far = 20;

/**
 * Compares the range of other rows that are no table with that of the training data.
 *
 * @returns a line where they are so far apart that they may be of another unit
 * @throws `DATA` for images beyond [0, 1] where those of the run are within
 */
export function checkScale({ trainedOn: { range, layout } }: OpenRun, where: string, y: Table): string[] {
  if (!range || y.values.length === 0) return [];
  const [least, most] = rangeOf([y]);
  const [low, high] = range;
  if (layout !== 'columns' && layout !== 'other' && low >= 0 && high <= 1 && (least < 0 || most > 1))
    throw expected({
      where,
      expected: 'pixels from 0 to 1, as in the training data, or unsigned bytes',
      received: `numbers from ${short(least)} to ${short(most)}`,
      todo: 'Scale them, or write them as uint8.',
      code: 'DATA',
    });
  const [width, own] = [high - low, most - least];
  const outside = Math.max(low - least, most - high);
  if (outside <= far * width && (own === 0 || own * far >= width)) return [];
  return [
    `numbers from ${short(least)} to ${short(most)}, but from ${short(low)} to ${short(high)} in training: are both in the same unit?`,
  ];
}

const short = (value: number) => String(Number(value.toPrecision(4)));
