import { fetchFile } from '../run/fetchFile.ts';
import { openRun } from '../run/openRun.ts';
import type { Run } from '../run/run.ts';

/** `data/index.json`: the folders of runs. */
export interface SiteIndex {
  readonly latentkit: string;
  readonly runs: readonly string[];
}

/** What the site holds. */
export const readIndex = async (): Promise<SiteIndex> => (await fetchFile('data/index.json')).json();

const opened = new Map<string, Promise<Run>>();

/** A run, opened once. */
export function runNamed(name: string): Promise<Run> {
  const known = opened.get(name);
  if (known) return known;
  const run = openRun(name);
  opened.set(name, run);
  return run;
}
