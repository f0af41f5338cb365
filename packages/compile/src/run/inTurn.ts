let last: Promise<unknown> = Promise.resolve();

/** One after the other, over all programs of the process: they may share variables, and each run starts from what the one before left. */
export function inTurn<T>(work: () => T | Promise<T>): Promise<T> {
  const next = last.then(work);
  last = next.catch(() => {});
  return next;
}
