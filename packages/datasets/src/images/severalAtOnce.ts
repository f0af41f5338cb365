const atOnce = 4;

/**
 * Work on this many things, a few at a time. Of several failures the one of the least number is thrown, so that the same files give the same error.
 *
 * @param work on thing i
 */
export async function severalAtOnce(count: number, work: (i: number) => Promise<void>): Promise<void> {
  let next = 0;
  let failed: { readonly i: number; readonly error: unknown } | undefined;
  const worker = async () => {
    for (let i = next++; i < count && failed === undefined; i = next++) {
      await work(i).catch((error) => {
        if (failed === undefined || i < failed.i) failed = { i, error };
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (failed !== undefined) throw (failed as { readonly error: unknown }).error;
}
