import { expected } from '@latentkit/errors';
import type { Range } from './ranges.ts';

/**
 * Refuse the first option outside of its range; `undefined` is refused too.
 *
 * @param where whose options they are, e.g. `adam`
 * @param range one of `ranges`, or one of your own
 * @throws `OPTION`
 * @example
 * checkOptions('myModel', { units: 12, layers: 3 }, ranges.count);
 */
export function checkOptions(where: string, options: Readonly<Record<string, number>>, { words, holds }: Range): void {
  for (const [name, value] of Object.entries(options)) {
    if (typeof value === 'number' && holds(value)) continue;
    throw expected({
      where: `${where}, ${name}`,
      expected: words,
      received: String(value),
      todo: `Pass ${name} as such a number.`,
      code: 'OPTION',
    });
  }
}
