import type { FullCatalogue } from '@latentkit/catalogue';
import { type NamedRun, runNames } from '@latentkit/explorer/node';
import { recordOf } from '@latentkit/runs';
import { opened } from '../commands/opened.ts';

/**
 * Open runs one after the other: they share tfjs's backend, which an engine sets when it loads.
 *
 * @param place where their data lie now, if not where they were
 */
export async function openRuns(
  paths: readonly string[],
  engine: string,
  catalogue: FullCatalogue,
  place?: string,
): Promise<readonly NamedRun[]> {
  const names = runNames(paths);
  const runs: NamedRun[] = [];
  try {
    for (const [i, path] of paths.entries()) {
      const record = await recordOf(path, catalogue);
      runs.push({ name: names[i] as string, record, run: await opened(path, engine, catalogue, place) });
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
