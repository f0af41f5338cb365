import { readIndex, type SiteIndex } from '../bundle/index.ts';
import { fetchFile } from '../run/fetchFile.ts';
import { openRun } from '../run/openRun.ts';
import type { Run } from '../run/run.ts';

const path = 'data/index.json';

/** What the site holds. */
export const siteIndex = async (): Promise<SiteIndex> => readIndex(await (await fetchFile(path)).json(), path);

const opened = new Map<string, Promise<Run>>();

/** A run, opened once. */
export function runNamed(name: string): Promise<Run> {
  const known = opened.get(name);
  if (known) return known;
  const run = openRun(name);
  opened.set(name, run);
  return run;
}
