import type { Table } from '@latentkit/core';
import { rowSize } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';

/**
 * Pieces of a long series as rows of a table: window i holds the steps i·stride to i·stride + length − 1, columns beside each other. What is left at the
 * end and fills no window is left out.
 *
 * @param series [steps, …step] in the order of time, e.g. a table whose rows are steps
 * @param options.length steps of a window
 * @param options.stride steps from one window to the next; `length` by default, so that no step comes twice
 * @returns [windows, length, …step], copied, of the same numbers and scale
 * @throws `OPTION` for a length or stride that is not a whole number of at least 1, or a length beyond the series
 * @example
 * const { shape } = windows(train.y, { length: 10, stride: 5 }); // [1199, 10, 2]
 */
export function windows(series: Table, { length, stride = length }: { length: number; stride?: number }): Table {
  const [steps = 0, ...step] = series.shape;
  for (const [name, value, most] of [
    ['length', length, steps],
    ['stride', stride, 2 ** 31 - 1],
  ] as const) {
    if (Number.isInteger(value) && value >= 1 && value <= most) continue;
    throw expected({
      where: `windows, ${name}`,
      expected: `a whole number from 1 to ${most}`,
      received: String(value),
      todo: `Pass ${name} as such a number of steps.`,
      code: 'OPTION',
    });
  }
  const size = rowSize(series);
  const count = Math.floor((steps - length) / stride) + 1;
  const values = new (series.values.constructor as Uint8ArrayConstructor)(count * length * size) as Table['values'];
  for (let i = 0; i < count; i++) {
    const from = i * stride * size;
    values.set(series.values.subarray(from, from + length * size), i * length * size);
  }
  return { values, shape: [count, length, ...step], scale: series.scale };
}
