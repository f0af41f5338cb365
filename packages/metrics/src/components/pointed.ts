/** Its number of the greatest magnitude made positive: a direction is one up to its sign. */
export function pointed(direction: readonly number[]): number[] {
  const greatest = direction.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return greatest < 0 ? direction.map((value) => -value) : [...direction];
}
