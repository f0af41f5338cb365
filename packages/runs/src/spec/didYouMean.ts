import { closest, distance } from 'fastest-levenshtein';

/** ` Did you mean epochs?`, or nothing when no name is near. */
export function didYouMean(word: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const nearest = closest(word.toLowerCase(), names);
  return distance(word.toLowerCase(), nearest) <= Math.max(2, word.length / 3) ? `Did you mean ${nearest}? ` : '';
}
