import { type OpenRun, type OpenRunOptions, openRun, type RunRecord, recordOf } from '@latentkit/runs';
import { runNames } from './runNames.ts';

/** A run of a site, by the name of its folder there. */
export interface NamedRun {
  readonly name: string;
  readonly run: OpenRun;
  readonly record: RunRecord;
}

/** Open runs one after the other: they share tfjs's backend, which an engine sets when it loads. */
export async function openRuns(paths: readonly string[], options: OpenRunOptions): Promise<NamedRun[]> {
  const names = runNames(paths);
  const opened: NamedRun[] = [];
  try {
    for (const [i, path] of paths.entries()) {
      const record = await recordOf(path, options.catalogue);
      opened.push({ name: names[i] as string, record, run: await openRun(path, options) });
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
