import type { FullCatalogue } from '@latentkit/catalogue';
import { type NamedRun, runNames } from '@latentkit/explorer/node';
import { type OpenRun, recordOf } from '@latentkit/runs';
import { opened, openedShowing, type ShownFlags } from '../commands/opened.ts';

/**
 * Open runs one after the other: they share tfjs's backend, which an engine sets when it loads.
 *
 * @param place where their data lie now, if not where they were
 */
export const openRuns = (paths: readonly string[], engine: string, catalogue: FullCatalogue, place?: string) =>
  eachOpened(paths, catalogue, (path) => opened(path, engine, catalogue, place));

/** The same, showing the rows that the flags name in place of their test splits. */
export const openShowing = (paths: readonly string[], flags: ShownFlags, catalogue: FullCatalogue) =>
  eachOpened(paths, catalogue, async (path) => (await openedShowing(path, flags, catalogue, { alone: true })).run);

async function eachOpened(
  paths: readonly string[],
  catalogue: FullCatalogue,
  open: (path: string) => Promise<OpenRun>,
): Promise<readonly NamedRun[]> {
  const names = runNames(paths);
  const runs: NamedRun[] = [];
  try {
    for (const [i, path] of paths.entries()) {
      const record = await recordOf(path, catalogue);
      runs.push({ name: names[i] as string, record, run: await open(path) });
    }
  } catch (error) {
    disposeAll(runs);
    throw error;
  }
  return runs;
}

export function disposeAll(runs: readonly NamedRun[]): void {
  for (const { run } of runs) run.model.dispose();
}
