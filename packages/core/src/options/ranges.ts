/** What a number may be, in words and as a test. */
export interface Range {
  readonly words: string;
  readonly holds: (value: number) => boolean;
}

/** [0, 1) */
export const fraction: Range = { words: 'a number in [0, 1)', holds: (value) => value >= 0 && value < 1 };

/** (0, 1) */
export const betweenZeroAndOne: Range = {
  words: 'a number between 0 and 1',
  holds: (value) => value > 0 && value < 1,
};

/** [0, ∞) */
export const nonNegative: Range = {
  words: 'a finite number of at least 0',
  holds: (value) => value >= 0 && value < Number.POSITIVE_INFINITY,
};

/** (0, ∞) */
export const positive: Range = {
  words: 'a finite number above 0',
  holds: (value) => value > 0 && value < Number.POSITIVE_INFINITY,
};

/** 1, 2, 3, … */
export const count: Range = {
  words: 'a whole number of at least 1',
  holds: (value) => Number.isSafeInteger(value) && value >= 1,
};

/** 2, 3, 4, … */
export const several: Range = {
  words: 'a whole number of at least 2',
  holds: (value) => Number.isSafeInteger(value) && value >= 2,
};

/** 0, 1, 2, … */
export const countOrNone: Range = {
  words: 'a whole number of at least 0',
  holds: (value) => Number.isSafeInteger(value) && value >= 0,
};
