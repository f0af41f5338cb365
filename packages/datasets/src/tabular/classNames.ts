/** Names of the classes in a column of words, in the order of their source or as `inOrder`. */
export const classNames = ({ words, ordered }: { words: readonly string[]; ordered?: boolean }): string[] =>
  ordered ? [...words] : inOrder(words);

/** Whole numbers by size, 2 before 10; words by their characters, so that it is the same on every machine. */
export function inOrder(names: readonly string[]): string[] {
  const numbers = names.every((name) => /^-?\d{1,15}$/.test(name));
  return names.toSorted((a, b) => (numbers ? Number(a) - Number(b) : 0) || (a < b ? -1 : 1));
}

/** The different numbers of a column, upwards; NaN is none. */
export function distinctNumbers(values: ArrayLike<number>): number[] {
  const found = new Set<number>();
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) found.add(values[i] as number);
  return [...found].sort((a, b) => a - b);
}

/** True where names are 0, 1, 2, …, which say nothing that the codes do not. */
export const areCounts = (names: readonly string[]) => names.every((name, code) => name === `${code}`);
