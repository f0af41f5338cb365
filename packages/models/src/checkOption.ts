import { expected } from '@latentkit/errors';

/** What a number may be, in words and as a test. */
interface Range {
  readonly words: string;
  readonly holds: (value: number) => boolean;
}

export const nonNegative: Range = {
  words: 'a finite number of at least 0',
  holds: (value) => value >= 0 && value < Number.POSITIVE_INFINITY,
};

export const positive: Range = {
  words: 'a finite number above 0',
  holds: (value) => value > 0 && value < Number.POSITIVE_INFINITY,
};

export const count: Range = {
  words: 'a whole number of at least 1',
  holds: (value) => Number.isSafeInteger(value) && value >= 1,
};

/**
 * Refuse the first of these options that is given and outside of its range.
 *
 * @param where whose options they are, e.g. `negativeElbo`
 * @throws `OPTION`
 */
export function checkOption(
  where: string,
  options: Readonly<Record<string, number | undefined>>,
  { words, holds }: Range,
): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || (typeof value === 'number' && holds(value))) continue;
    throw expected({
      where: `${where}, ${name}`,
      expected: words,
      received: String(value),
      todo: `Pass ${name} as such a number.`,
      code: 'OPTION',
    });
  }
}
