import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunsIndex } from '@latentkit/explorer';
import type { Content } from '@latentkit/explorer/node';
import { latestFrame } from '@latentkit/report';
import { type Curves, readRecord } from '@latentkit/runs';
import { followedCurves } from '@latentkit/runs/internal';
import { runCurves } from './runCurves.ts';
import { holds, runsIndex } from './runsIndex.ts';

/** A list that is asked for again within this time is the same. */
const freshMs = 500;

/**
 * What the page of all runs reads: itself, `runs.json`, and of each run `curves.json`, `now.svg` (what it makes by now), `report.html` and its figures. A path names a run of the list
 * and one of these files; it is never one of the disk.
 */
export function runsFiles(
  folder: string,
  page: ReadonlyMap<string, Content>,
): { get(path: string): Content | undefined } {
  const follow = new Map<string, () => Promise<Curves>>();
  let known: { at: number; index: Promise<RunsIndex> } | undefined;
  const index = () => {
    const now = performance.now();
    if (known === undefined || now - known.at > freshMs) known = { at: now, index: runsIndex(folder) };
    return known.index;
  };
  const curves = async (run: string) => {
    const read = follow.get(run) ?? followedCurves(run);
    follow.set(run, read);
    return json(runCurves(await read(), await readRecord(run)));
  };
  const ofRun = async (id: string, file: string): Promise<Uint8Array | undefined> => {
    const row = (await index()).runs.find((row) => row.id === id);
    if (row === undefined) return undefined;
    if (file === 'curves.json') return curves(row.run);
    if (file === 'now.svg') return textOf((await latestFrame(row.run))?.svg);
    const figure = /^figures\/([\w-]+)\.(svg|png|csv)$/.exec(file);
    if (file !== 'report.html' && !(figure && row.figures.includes(figure[1] as string))) return undefined;
    return (await holds(row.run, file)) ? readFile(join(row.run, file)) : undefined;
  };
  return {
    get(path) {
      if (path === 'runs.json') return index().then(json);
      const [, id, file] = /^runs\/([^/]+)\/(.+)$/.exec(path) ?? [];
      if (id !== undefined && file !== undefined) return ofRun(nameIn(id), file);
      return page.get(path);
    },
  };
}

/** A part of an address as it is meant; itself where it is not well formed, which names no run. */
function nameIn(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const textOf = (text: string | undefined) => (text === undefined ? undefined : new TextEncoder().encode(text));

const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
