import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { RunRow, RunsIndex } from '@latentkit/explorer';
import { settingOf, shellWord, textOf } from '@latentkit/report';
import { listRuns, type RunSummary, readRecord } from '@latentkit/runs';

/** All runs of a folder, as they are now. @throws RUN for a folder that cannot be read */
export async function runsIndex(folder: string): Promise<RunsIndex> {
  const { runs, unreadable } = await listRuns(folder);
  const rows = await Promise.all(runs.map((summary) => rowOf(folder, summary)));
  return { folder: resolve(folder), runs: rows, unreadable };
}

async function rowOf(folder: string, summary: RunSummary): Promise<RunRow> {
  const { run, status } = summary;
  const { spec, epochs, error } = await readRecord(run);
  const latest = epochs.at(-1);
  const unfinished = status === 'interrupted' || status === 'stopped' || status === 'failed';
  return {
    ...summary,
    id: idOf(folder, run),
    asked: spec.epochs,
    settings: Object.fromEntries(Object.entries(spec).map(([key, value]) => [settingOf(key), textOf(value)])),
    ...(latest && { trainCost: latest.trainCost, testCost: latest.test.perExample }),
    ...(error && { error }),
    revision: await revisionOf(join(run, 'metrics.jsonl')),
    report: await holds(run, 'report.html'),
    ...(await nowOf(run)),
    figures: await figuresOf(run),
    ...(unfinished && { resume: `latentkit resume ${shellWord(run)}` }),
  };
}

/** The name of its folder; a run that is the folder itself stands beside those in it. */
const idOf = (folder: string, run: string) => (resolve(run) === resolve(folder) ? '.' : basename(run));

async function revisionOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found ? `${found.size}-${found.mtimeMs}` : '';
}

/** Whether a run holds this file itself; not where a link leads, as a run may come from others. */
export async function holds(run: string, file: string): Promise<boolean> {
  try {
    const path = join(await realpath(run), file);
    return (await realpath(path)) === path && (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** The epoch of the last frame that a run kept. */
async function nowOf(run: string): Promise<{ now?: number }> {
  const names = await readdir(join(run, 'course')).catch(() => []);
  const last = Math.max(0, ...names.map((name) => Number(/^(\d+)\.json\.gz$/.exec(name)?.[1] ?? 0)));
  return last > 0 ? { now: last } : {};
}

async function figuresOf(run: string): Promise<string[]> {
  const names = await readdir(join(run, 'figures')).catch(() => []);
  return names.flatMap((name) => /^([\w-]+)\.svg$/.exec(name)?.[1] ?? []).sort();
}
