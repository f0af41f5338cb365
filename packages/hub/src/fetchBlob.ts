import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { constants, type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expected } from '@latentkit/errors';
import { type HubAddress, hubText } from './address.ts';
import { isThere } from './cache.ts';
import type { Hub } from './hub.ts';

/** A file as the hub lists it. */
export interface Listed {
  readonly path: string;
  readonly size: number;
  /** Git's name of a small file: SHA-1 of `blob <size>\0` and its bytes. */
  readonly oid?: string;
  /** SHA-256 of a large file. */
  readonly lfs?: { readonly oid: string };
}

/** Where a file comes from. */
export interface From {
  readonly hub: Hub;
  readonly address: HubAddress;
  readonly commit: string;
  /** Before the second try; before each further one twice as long. */
  readonly waitMs?: number;
}

/** Tries after which nothing came; any byte starts the count again. */
const mostTries = 4;

/**
 * Download a file to where its checksum says, after what an earlier try left beside it (`.incomplete`); a connection that breaks is taken up again.
 * Two processes may fetch the same file at once: they write the same bytes to the same places.
 *
 * @returns how many bytes came
 * @throws HUB for another file than its checksum says
 */
export async function fetchBlob(file: Listed, blob: string, from: From): Promise<number> {
  const incomplete = `${blob}.incomplete`;
  await mkdir(dirname(blob), { recursive: true });
  let came = 0;
  const fetched = async () => {
    const handle = await open(incomplete, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o644);
    try {
      const { size } = await handle.stat();
      const had = size > file.size ? 0 : size;
      // Never to fewer bytes than another process has written since.
      if (size > file.size) await handle.truncate(0);
      const bytes = await fetchInto(handle, file, { ...from, had });
      came += bytes;
      return { resumed: had > 0, sum: await checksum(incomplete, file) };
    } finally {
      await handle.close();
    }
  };
  const wanted = file.lfs?.oid ?? file.oid;
  try {
    let { resumed, sum } = await fetched();
    if (sum !== wanted && resumed) {
      // What was left may be of another file: once more from the start.
      await rm(incomplete, { force: true });
      ({ sum } = await fetched());
    }
    if (sum !== wanted) {
      await rm(incomplete, { force: true });
      throw otherFile(file, sum, from);
    }
    await rename(incomplete, blob);
  } catch (error) {
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && (await isThere(blob))) return came;
    throw error;
  }
  return came;
}

/** What a file lacks at its end, written there as it comes. @returns how many bytes came */
async function fetchInto(
  handle: FileHandle,
  { path, size }: Listed,
  { hub, address, commit, had, waitMs = 500 }: From & { had: number },
): Promise<number> {
  const { downloadFile } = await import('@huggingface/hub');
  let at = had;
  for (let tries = 1; at < size; tries++) {
    const before = at;
    try {
      const remote = await downloadFile({
        repo: { type: address.kind, name: address.repo },
        path,
        revision: commit,
        hubUrl: hub.endpoint,
        ...(hub.token !== undefined && { accessToken: hub.token }),
      });
      if (!remote) throw Object.assign(new Error(`no ${path}`), { statusCode: 404 });
      const pieces = remote.slice(at, size).stream() as unknown as AsyncIterable<Uint8Array>;
      for await (const piece of pieces) {
        for (let done = 0; done < piece.length; ) {
          done += (await handle.write(piece, done, piece.length - done, at + done)).bytesWritten;
        }
        at += piece.length;
      }
      if (at < size) throw new Error(`${at} bytes of ${size}`);
    } catch (error) {
      const { statusCode } = error as { statusCode?: number };
      const final = statusCode !== undefined && statusCode < 500 && statusCode !== 429 && statusCode !== 408;
      if (at > before) tries = 0;
      if (final || tries >= mostTries) throw error;
      await new Promise((done) => setTimeout(done, waitMs * 2 ** tries));
    }
  }
  return at - had;
}

async function checksum(path: string, { size, lfs }: Listed): Promise<string> {
  const hash = lfs ? createHash('sha256') : createHash('sha1').update(`blob ${size}\0`);
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}

const otherFile = ({ path, lfs, oid }: Listed, received: string, { address }: From) =>
  expected({
    where: hubText({ ...address, path }),
    expected: `a file of checksum ${lfs?.oid ?? oid}`,
    received,
    todo: 'Run again: what came is thrown away.',
    code: 'HUB',
  });
