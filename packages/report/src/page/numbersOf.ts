import { gzipSync } from 'node:zlib';
import { type Column, csv } from '@latentkit/viz';

/** Letters of a figure's packed numbers at most: more would make a page slow to open, and the run's folder holds them. */
const most = 300_000;
const digits = 4;

/** The table of a figure as a page carries it, packed (gzip, base64); undefined where it is too long. */
export function numbersOf(columns: readonly Column[]): string | undefined {
  const numbers = columns.reduce((sum, { values }) => sum + values.length, 0);
  if (numbers > 4 * most) return undefined;
  const short = columns.map(({ name, values }) => ({
    name,
    values: Array.from(values as ArrayLike<number | string>, (value) =>
      typeof value === 'number' ? Number(value.toPrecision(digits)) : value,
    ),
  }));
  const packed = gzipSync(csv(short)).toString('base64');
  return packed.length > most ? undefined : packed;
}
