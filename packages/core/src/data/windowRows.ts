/** Numbers of a window: 16 MiB of bytes, 64 of float32. Two windows lie in memory, and those that are not collected yet. */
const windowNumbers = 2 ** 24;

/** What is read at once of rows that do not lie in memory: whole batches, at least one. @param size numbers of a row */
export function windowRows(size: number, batchSize: number): number {
  return batchSize * Math.max(1, Math.floor(windowNumbers / (size * batchSize)));
}
