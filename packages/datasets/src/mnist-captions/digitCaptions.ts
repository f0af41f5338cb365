import type { Strokes } from './strokes.ts';

const digits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;
const thicknesses = ['thin', '', 'thick'] as const;
const slants = ['leaning left', '', 'leaning right'] as const;

/** Between which numbers the middle third of the training images lies. */
export interface Thirds {
  readonly thickness: readonly [number, number];
  readonly slant: readonly [number, number];
}

/** What a caption says, or an image shows: places in the lists of words; −1 for a digit that is not named. */
export interface DigitFacts {
  readonly digit: number;
  readonly thickness: number;
  readonly slant: number;
}

/** Where the middle thirds of these lie. */
export function thirdsOf(strokes: readonly Strokes[]): Thirds {
  const middle = (name: keyof Strokes): [number, number] => {
    const sorted = Float64Array.from(strokes, (one) => one[name]).sort();
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] as number;
    return [at(1 / 3), at(2 / 3)];
  };
  return { thickness: middle('thickness'), slant: middle('slant') };
}

/** Thickness and slant, each below, in or above the middle third: 0, 1, 2. */
export function strokeFacts({ thickness, slant }: Strokes, thirds: Thirds): Pick<DigitFacts, 'thickness' | 'slant'> {
  const third = (value: number, [low, high]: readonly [number, number]) => (value < low ? 0 : value > high ? 2 : 1);
  return { thickness: third(thickness, thirds.thickness), slant: third(slant, thirds.slant) };
}

/**
 * `a [thin|thick] <digit> [leaning left|leaning right]`, such as `a thin seven leaning right`: nothing is said of the middle thirds.
 */
export function digitCaption({ digit, thickness, slant }: DigitFacts): string {
  return ['a', thicknesses[thickness], digits[digit], slants[slant]].filter(Boolean).join(' ');
}

/** The inverse of `digitCaption`. */
export function digitFacts(caption: string): DigitFacts {
  const said = ` ${caption} `;
  const place = (words: readonly string[]) => {
    const found = words.findIndex((word) => word !== '' && said.includes(` ${word} `));
    return found < 0 ? 1 : found;
  };
  return {
    digit: digits.findIndex((word) => said.includes(` ${word} `)),
    thickness: place(thicknesses),
    slant: place(slants),
  };
}
