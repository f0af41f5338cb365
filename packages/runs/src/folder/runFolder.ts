import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeDurably } from '@latentkit/core/internal/node';
import { expected } from '@latentkit/errors';
import { makeFolder, makeInnerFolder } from './makeFolder.ts';

/**
 * The files of a run: `run.json` (spec, seed, versions, engine, results), `metrics.jsonl`, `checkpoints/`, `model/`, `held-out.json`, `course/`, `figures/`,
 * `report.html`.
 */
export interface RunFolder {
  readonly path: string;
  /** Write a file whole or not at all, also through power loss. */
  write(name: string, content: string | Uint8Array): Promise<void>;
}

/** Make a new, empty run folder. @throws RUN for one with files in it, and for a place where there can be none */
export async function createRunFolder(path: string): Promise<RunFolder> {
  await checkRunFolder(path);
  await makeFolder(path).catch((cause) => {
    throw noRunFolder(path, 'a folder that can be written', cause.message, cause);
  });
  return folderAt(path);
}

/** Looks whether a run may be written here, before work that would be in vain. @throws RUN for a file, and for a folder with files in it */
export async function checkRunFolder(path: string): Promise<void> {
  const found = await readdir(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw noRunFolder(path, 'a folder that can be written', cause.message, cause);
  });
  if (found.length > 0) throw noRunFolder(path, 'an empty or new folder', 'a folder with files in it');
}

const noRunFolder = (path: string, want: string, got: string, cause?: unknown) =>
  expected({
    where: `--out ${path}`,
    expected: want,
    received: got,
    todo: 'Choose another --out.',
    code: 'RUN',
    cause,
  });

/** Open the folder of an earlier run. */
export async function openRunFolder(path: string): Promise<{ folder: RunFolder; record: Record<string, unknown> }> {
  const fail = (got: string, cause?: unknown) =>
    expected({
      where: `run ${path}`,
      expected: 'a run folder with a readable run.json',
      received: got,
      todo: 'Give the folder that `latentkit train` printed.',
      code: 'RUN',
      cause,
    });
  let text: string;
  try {
    text = await readFile(join(path, 'run.json'), 'utf8');
  } catch (cause) {
    throw fail((cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'no run.json' : (cause as Error).message, cause);
  }
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch (cause) {
    throw fail('text that is not JSON', cause);
  }
  if (typeof record !== 'object' || record === null) throw fail('JSON that is not an object');
  return { folder: folderAt(path), record: record as Record<string, unknown> };
}

/** The files of a folder inside a run, by name. */
export async function readFiles<Name extends string>(
  path: string,
  names: readonly Name[],
): Promise<Record<Name, Uint8Array>> {
  const files = names.map(async (name) => {
    const bytes = await readFile(join(path, name)).catch((cause) => {
      throw expected({
        where: join(path, name),
        expected: 'a readable file',
        received: cause.code === 'ENOENT' ? 'no such file' : cause.message,
        todo: 'Give the folder of a run that saved its model.',
        code: 'RUN',
        cause,
      });
    });
    return [name, new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)] as const;
  });
  return Object.fromEntries(await Promise.all(files)) as Record<Name, Uint8Array>;
}

/** A folder of a run that is there. */
export function folderAt(path: string): RunFolder {
  return {
    path,
    async write(name, content) {
      const target = join(path, name);
      await makeInnerFolder(dirname(target));
      await writeDurably(target, content);
    },
  };
}
