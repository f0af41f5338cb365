import { constants } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ioError, toDisk } from '@latentkit/core/internal/node';
import { expected, isLatentKitError } from '@latentkit/errors';
import { cachePath } from './cachePath.ts';
import { downloadError, fetchInto } from './fetchInto.ts';
import { sha256Of } from './sha256Of.ts';

export interface RemoteFileOptions {
  /** An http or https address; redirections are followed. */
  readonly url: string;
  /** SHA-256 of the whole file, 64 hexadecimal digits. */
  readonly sha256: string;
  /** Where files are kept; `$XDG_CACHE_HOME/latentkit`, else `~/.cache/latentkit`. */
  readonly folder?: string;
  /** A longer file is refused before it fills the disk. */
  readonly mostBytes?: number;
  /** Without a byte for so long, a connection counts as broken. */
  readonly stallMs?: number;
  /** Before the second try; before each further one twice as long. */
  readonly waitMs?: number;
  readonly signal?: AbortSignal;
}

/** Tries after which nothing came; any byte starts the count again. */
const mostTries = 4;

/**
 * A file from the web, downloaded once: its path in the cache, where it appears whole and with the right checksum or not at all. A download that breaks
 * off goes on where it stopped, now or at the next call; two processes may ask for the same file at once.
 *
 * @returns the path of the file
 * @throws `DOWNLOAD` when the server does not give the file, `CHECKSUM` when it gives another one, `IO` when the disk refuses it, `OPTION`
 * @example
 * const url = 'http://localhost:9/iris.csv';
 * const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
 * const path = await remoteFile({ url, sha256 }).catch(() => 'iris.csv'); // no server here
 */
export async function remoteFile({
  url,
  sha256,
  folder,
  mostBytes = 2 ** 36,
  stallMs = 30_000,
  waitMs = 500,
  signal,
}: RemoteFileOptions): Promise<string> {
  const path = cachePath({ url, sha256, folder });
  if (await exists(path)) return path;
  const partial = `${path}.partial`;
  const download = async () => {
    // Never through a link; positioned writes, so that two processes write the same bytes at the same places.
    const file = await open(partial, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o644);
    try {
      await persist(() => fetchInto(file, { url, mostBytes, stallMs, signal }), { waitMs, signal });
      await toDisk(file);
      return await sha256Of(file);
    } finally {
      await file.close();
    }
  };
  try {
    await mkdir(dirname(path), { recursive: true });
    const resumed = await exists(partial);
    let found = await download();
    if (found !== sha256.toLowerCase() && resumed) {
      // What was left may be of another file: once more from the start.
      await rm(partial, { force: true });
      found = await download();
    }
    if (found !== sha256.toLowerCase()) {
      await rm(partial, { force: true });
      throw otherFile(url, sha256, found);
    }
    await rename(partial, path);
  } catch (cause) {
    // Another process was faster.
    if (await exists(path)) return path;
    throw isLatentKitError(cause) ? cause : ioError(path, cause);
  }
  return path;
}

/** Calls until it is whole: again after a broken connection, longer and longer after, and not for ever. */
async function persist(
  attempt: () => Promise<'whole' | { bytes: number; reason: string }>,
  { waitMs, signal }: { waitMs: number; signal: AbortSignal | undefined },
) {
  for (let tries = 1; ; tries++) {
    const so = await attempt();
    if (so === 'whole') return;
    if (so.bytes > 0) tries = 0;
    if (tries >= mostTries || signal?.aborted) throw downloadError(so.reason);
    await new Promise((resolve) => setTimeout(resolve, waitMs * 2 ** tries));
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

const otherFile = (where: string, wanted: string, found: string) =>
  expected({
    where,
    expected: `a file of SHA-256 ${wanted}`,
    received: found,
    todo: 'The file may have changed: give its new checksum if you trust it.',
    code: 'CHECKSUM',
  });
