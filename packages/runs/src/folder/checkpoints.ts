import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeState, encodeState, type TrainState } from '@latentkit/core';
import { ioError, writeDurably } from '@latentkit/core/internal/node';
import { expected, isLatentKitError } from '@latentkit/errors';
import type { z } from 'zod';
import { makeInnerFolder } from './makeFolder.ts';

/** What stands beside a state: plain data that JSON can hold. */
export type CheckpointNotes = Readonly<Record<string, unknown>>;

/** What training goes on from. */
export interface Checkpoint<Notes = CheckpointNotes> {
  /** E.g. `step-000000500`; with `-stopped` where a stop asked for it, not the schedule. */
  readonly name: string;
  readonly state: TrainState;
  readonly notes: Notes;
}

/** Which checkpoints stay. */
export interface Kept {
  /** So many of the newest of the schedule. */
  readonly keep: number;
  /** And the one of this step, e.g. of the lowest cost so far. */
  readonly best?: number | undefined;
}

/** `<name>.json`, written last: a checkpoint without it does not count. */
interface Manifest {
  readonly bytes: number;
  readonly sha256: string;
}

const pattern = /^(step-(\d{9,15})(-stopped)?)\.(json|safetensors)(\.partial)?$/;
const mostManifestBytes = 4096;

/**
 * Checkpoints in a folder: `<name>.safetensors` with the state, `<name>.json` with its sha256. A file is there whole or not at all, also after
 * power loss. To be used by one process at a time: see `lockRun`.
 *
 * @param path made when the first one is saved
 * @param options.notes what notes must be to be read; any by default
 * @example
 * import { mkdtemp } from 'node:fs/promises';
 * const saved = checkpointFolder(await mkdtemp('/tmp/checkpoints-'));
 * const { newest } = await saved.newest(); // undefined at first
 * for await (const event of train({ ...options, ...(newest && { from: newest.state }) }))
 *   if (event.kind === 'epoch') await saved.save({ state: await event.state(), notes: {} }, { keep: 2 });
 */
export function checkpointFolder<Notes extends object = CheckpointNotes>(
  path: string,
  { notes: notesShape }: { notes?: z.ZodType } = {},
) {
  /** Names with a manifest, the newest first; at the same step, one of the schedule before one of a signal. */
  async function names(): Promise<string[]> {
    const files = (await list(path)).flatMap((file) => {
      const [, name, step, stopped, kind, partial] = pattern.exec(file) ?? [];
      return name && kind === 'json' && !partial ? [{ name, step: Number(step), stopped: Boolean(stopped) }] : [];
    });
    files.sort((a, b) => b.step - a.step || Number(a.stopped) - Number(b.stopped));
    return files.map(({ name }) => name);
  }

  /** All files of ours but those of these checkpoints, manifests first: what is half removed does not count. */
  async function removeAllBut(kept: readonly string[]): Promise<void> {
    const files = (await list(path)).filter((file) => {
      const [, name, , , , partial] = pattern.exec(file) ?? [];
      return name !== undefined && (partial !== undefined || !kept.includes(name));
    });
    for (const file of files.sort()) await remove(join(path, file));
  }

  /** Keeps a checkpoint, the newest of the schedule up to it, and the best. */
  async function prune(name: string, { keep, best }: Kept): Promise<void> {
    const all = await names();
    const before = all.slice(all.indexOf(name));
    const scheduled = before.filter((one) => !one.endsWith('-stopped')).slice(0, keep);
    const bestName = best === undefined ? undefined : nameOf(best, false);
    await removeAllBut(before.filter((one) => one === name || one === bestName || scheduled.includes(one)));
  }

  return {
    path,
    /**
     * Write a checkpoint and then remove those that are neither among the newest `keep` of the schedule nor the best.
     *
     * @param options.stopped it is not one of the schedule
     * @returns its path without ending
     * @throws `IO`; what was saved before is as it was
     */
    async save(
      { state, notes }: Omit<Checkpoint<Notes>, 'name'>,
      { stopped = false, ...kept }: Kept & { readonly stopped?: boolean },
    ): Promise<string> {
      const name = nameOf(state.step, stopped);
      await makeInnerFolder(path);
      const { file, manifest } = checkpointFiles({ state, notes });
      // A manifest of the same name is of other bytes.
      await remove(join(path, `${name}.json`));
      await writeDurably(join(path, `${name}.safetensors`), file);
      await writeDurably(join(path, `${name}.json`), manifest);
      await prune(name, kept);
      return join(path, name);
    },
    /**
     * The newest checkpoint that is whole, and what is wrong with each newer one.
     *
     * @param options.scheduled not one of a signal
     * @param options.below of fewer steps than that
     * @throws `RUN` where there are checkpoints and none is whole
     */
    async newest({ scheduled = false, below = Number.POSITIVE_INFINITY } = {}): Promise<{
      readonly newest: Checkpoint<Notes> | undefined;
      readonly damaged: readonly string[];
    }> {
      const found = (await names()).filter(
        (name) => !(scheduled && name.endsWith('-stopped')) && Number.parseInt(name.slice('step-'.length), 10) < below,
      );
      const damaged: string[] = [];
      for (const name of found) {
        try {
          const { state, notes } = await read(path, name, notesShape);
          return { newest: { name, state, notes: notes as Notes }, damaged };
        } catch (error) {
          if (!isLatentKitError(error) || error.code !== 'FILE_FORMAT') throw error;
          damaged.push(`checkpoint skipped: ${error.message}`);
        }
      }
      if (found.length === 0) return { newest: undefined, damaged };
      throw expected({
        where: path,
        expected: 'a checkpoint that is whole',
        received: `${found.length} that are damaged`,
        todo: 'Restore one from a backup, or train again into another folder.',
        code: 'RUN',
      });
    },
    /** Removes what killed processes left half-done, and what is not kept of the checkpoints up to this one. */
    async tidy(from: string | undefined, kept: Kept): Promise<void> {
      await (from ? prune(from, kept) : removeAllBut([]));
    },
  };
}

/** What `<name>.safetensors` and `<name>.json` of a checkpoint hold. */
export function checkpointFiles({ state, notes }: Omit<Checkpoint<object>, 'name'>): {
  readonly file: Uint8Array;
  readonly manifest: string;
} {
  const file = encodeState(state, notes as CheckpointNotes);
  const manifest = { bytes: file.length, sha256: sha256(file) } satisfies Manifest;
  return { file, manifest: `${JSON.stringify(manifest)}\n` };
}

const nameOf = (step: number, stopped: boolean) => `step-${String(step).padStart(9, '0')}${stopped ? '-stopped' : ''}`;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function read(folder: string, name: string, shape: z.ZodType | undefined) {
  const where = join(folder, `${name}.safetensors`);
  const fail = (want: string, got: string) =>
    expected({ where, expected: want, received: got, todo: 'It is damaged.', code: 'FILE_FORMAT' });
  const unreadable = (cause: Error) => {
    throw fail('a file that can be read', cause.message);
  };
  const manifest = parsed((await readSmall(join(folder, `${name}.json`)).catch(unreadable)).toString());
  const { bytes, sha256: wanted } = (manifest ?? {}) as Partial<Manifest>;
  if (typeof wanted !== 'string' || !Number.isSafeInteger(bytes)) throw fail(`a manifest ${name}.json`, 'another text');
  const found = await lstat(where).catch(unreadable);
  if (!found.isFile()) throw fail('a file', 'something else');
  // Before memory is taken for it.
  if (found.size !== bytes) throw fail(`${bytes} bytes`, `${found.size}`);
  const file = await readFile(where).catch(unreadable);
  if (sha256(file) !== wanted) throw fail(`sha256 ${wanted.slice(0, 12)}…`, `${sha256(file).slice(0, 12)}…`);
  const { state, notes } = decodeState(file, { name: where });
  const wrong = shape?.safeParse(notes).error?.issues[0];
  if (wrong) throw fail(`notes with ${wrong.path.join('.')}`, wrong.message);
  return { state, notes };
}

/** A file of a few bytes in this folder, and nothing where a link points. */
async function readSmall(path: string): Promise<Buffer> {
  const found = await lstat(path);
  if (!found.isFile() || found.size > mostManifestBytes) return Buffer.alloc(0);
  return readFile(path);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function list(path: string): Promise<string[]> {
  return readdir(path).catch((cause) => {
    if (cause.code === 'ENOENT') return [];
    throw ioError(path, cause, 'a folder that can be read');
  });
}

async function remove(path: string): Promise<void> {
  await rm(path, { force: true }).catch((cause) => {
    throw ioError(path, cause, 'a file that can be removed');
  });
}
