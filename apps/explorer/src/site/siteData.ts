import { type OpenRun, ownVersion, type RunRecord } from '@latentkit/runs';
import type { SiteIndex } from '../index.ts';
import { runFileNames, runFiles } from './runFiles.ts';

/** A run of a site, by the name of its folder there: see `runNames`. */
export interface NamedRun {
  readonly name: string;
  readonly run: OpenRun;
  readonly record: RunRecord;
}

/** A file, or one that is still made; it may turn out not to be there. */
export type Content = Uint8Array | Promise<Uint8Array | undefined>;

/** `data/index.json` of a site. */
function indexFile(runs: readonly NamedRun[]): [path: string, bytes: Uint8Array] {
  const index = { latentkit: ownVersion(), runs: runs.map(({ name }) => name) } satisfies SiteIndex;
  return ['data/index.json', new TextEncoder().encode(JSON.stringify(index))];
}

/** The files of every run, by their paths from the page. */
export async function siteData(runs: readonly NamedRun[]): Promise<Map<string, Uint8Array>> {
  const files = new Map([indexFile(runs)]);
  for (const one of runs) {
    for (const [file, bytes] of await runFiles(one, one)) files.set(`data/${one.name}/${file}`, bytes);
  }
  return files;
}

/**
 * The same while they are made, so that a page is there at once: each file is a promise.
 *
 * @returns `made` ends when all are, or with the first error
 */
export function siteDataSoon(
  runs: readonly NamedRun[],
  signal: AbortSignal,
): { files: Map<string, Content>; made: Promise<void> } {
  const files = new Map<string, Content>([indexFile(runs)]);
  let made: Promise<unknown> = Promise.resolve();
  for (const one of runs) {
    const own = made.then(() => runFiles(one, { name: one.name, signal }));
    for (const file of runFileNames) {
      const content = own.then((all) => all.get(file));
      // The error is that of `made`.
      content.catch(() => {});
      files.set(`data/${one.name}/${file}`, content);
    }
    made = own;
  }
  return { files, made: made.then(() => {}) };
}
