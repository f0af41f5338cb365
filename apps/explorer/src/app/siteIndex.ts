import { readIndex, type SiteIndex } from '../bundle/index.ts';
import { fetchFile } from '../run/fetchFile.ts';
import { openRun } from '../run/openRun.ts';
import type { AnyRun } from '../run/wordsRun.ts';

const path = 'data/index.json';

/** What the site holds. */
export const siteIndex = async (): Promise<SiteIndex> => readIndex(await (await fetchFile(path)).json(), path);

const opened = new Map<string, Promise<AnyRun>>();

/** A run, opened once. */
export function runNamed(name: string): Promise<AnyRun> {
  const known = opened.get(name);
  if (known) return known;
  const run = openRun(name);
  opened.set(name, run);
  return run;
}
