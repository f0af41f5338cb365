import type { OpenRun } from '@latentkit/runs';
import { openRun } from '@latentkit/runs';
import type { RunRecord } from '@latentkit/runs';
import { recordOf } from '@latentkit/runs';
import { runNames } from '@latentkit/explorer/node';

/** A run of a site, by the name of its folder there. */
export interface NamedRun {
  readonly name: string;
  readonly run: OpenRun;
  readonly record: RunRecord;
}

/** Open runs one after the other: they share tfjs's backend, which an engine sets when it loads. */
export async function openRuns(paths: readonly string[], engine: string): Promise<NamedRun[]> {
  const names = runNames(paths);
  const opened: NamedRun[] = [];
  try {
    for (const [i, path] of paths.entries()) {
      const record = await recordOf(path);
      opened.push({ name: names[i] as string, record, run: await openRun(path, engine) });
    }
  } catch (error) {
    disposeAll(opened);
    throw error;
  }
  return opened;
}

export function disposeAll(runs: readonly NamedRun[]): void {
  for (const { run } of runs) run.model.dispose();
}
