import type { LegendItem } from '../panel/layer.ts';
import { requireColors } from './requireColors.ts';

/** A class an item, a number or a name. */
export type Classes = ArrayLike<number | string>;

/**
 * Each point's place in the palette, and what stands in the legend. Whole numbers from 0 to 9 are places themselves, so that a digit has its
 * colour also where another digit is missing; other classes take theirs in order.
 */
export function classify(
  given: Classes | undefined,
  count: number,
  { where, mark = 'dot', order = inOrder }: { where: string; mark?: LegendItem['mark']; order?: readonly number[] },
): { legend: LegendItem[]; colors: Uint8Array } {
  if (given === undefined) return { legend: [], colors: new Uint8Array(count).fill(order[0] as number) };
  const labels = Array.from(given, String);
  const distinct = [...new Set(labels)];
  requireColors(distinct.length, 'classes', where);
  const numbers = Array.from(given).every((label) => typeof label === 'number');
  const names = numbers ? distinct.sort((a, b) => Number(a) - Number(b)) : distinct.sort();
  const places = numbers && names.every((name) => /^\d$/.test(name));
  const legend = names.map(
    (name, i): LegendItem => ({ name, color: places ? Number(name) : (order[i] as number), mark }),
  );
  const colorOf = new Map(legend.map(({ name, color }) => [name, color]));
  return { legend, colors: Uint8Array.from(labels, (label) => colorOf.get(label) as number) };
}

const inOrder = Array.from({ length: 10 }, (_, i) => i);
