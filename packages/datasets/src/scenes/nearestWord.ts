/** The known word of the fewest letters to change, add or leave out; the first of equals. */
export function nearestWord(word: string, known: readonly string[]): string {
  const distances = known.map((other) => editDistance(word, other));
  return known[distances.indexOf(Math.min(...distances))] as string;
}

/** Levenshtein's distance, one row of its table at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row.at(-1) as number;
}
