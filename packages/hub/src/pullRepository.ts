import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expected } from '@latentkit/errors';
import { type HubAddress, hubText, isCommit } from './address.ts';
import { isThere, point, pointerOf, remember, repoFolder } from './cache.ts';
import { hubFailure } from './failure.ts';
import { fetchBlob, type Listed } from './fetchBlob.ts';
import { type Hub, hubOf } from './hub.ts';

/** A repository, or a part of it, on this machine. */
export interface Pulled {
  /** The commit that it is of. */
  readonly commit: string;
  /** The folder of that commit in the shared cache; its files are links and not to be written to. */
  readonly folder: string;
  /** Where the file or folder of the address lies, the folder itself where it names none. */
  readonly path: string;
  /** Names in `folder`. */
  readonly files: readonly string[];
  /** What came over the network; 0 where all was here. */
  readonly bytes: number;
}

export interface PullOptions {
  /** What the environment says by default: `hubOf()`. */
  readonly hub?: Hub;
}

/**
 * The same address with the current commit of its branch or tag, so that it always names the same bytes. One request; none for a commit.
 *
 * @throws HUB where there is no such repository or no connection
 */
export async function pinnedAddress(
  address: HubAddress,
  { hub = hubOf() }: PullOptions = {},
): Promise<HubAddress & { readonly revision: string }> {
  const { kind, repo, revision = 'main' } = address;
  if (isCommit(revision)) return { ...address, revision };
  // Loaded when it is asked: it takes a tenth of a second.
  const { datasetInfo, modelInfo } = await import('@huggingface/hub');
  const asked = {
    name: repo,
    revision,
    hubUrl: hub.endpoint,
    additionalFields: ['sha' as const],
    ...(hub.token !== undefined && { accessToken: hub.token }),
  };
  try {
    const { sha } = await (kind === 'model' ? modelInfo<'sha'>(asked) : datasetInfo<'sha'>(asked));
    await remember(repoFolder(hub, address), revision, sha);
    return { ...address, revision: sha };
  } catch (error) {
    throw hubFailure(error, address, { hub, doing: 'read' });
  }
}

/**
 * Bring a repository, or a file or folder of it, into the cache that Python's client shares. Each file is checked against its checksum; what is
 * there is not fetched again; a download that broke off goes on where it was.
 *
 * @throws HUB for what is not there, may not be read, or is not what its checksum says
 */
export async function pullRepository(address: HubAddress, { hub = hubOf() }: PullOptions = {}): Promise<Pulled> {
  const at = await pinnedAddress(address, { hub });
  const { revision: commit, path: part } = at;
  const folder = repoFolder(hub, at);
  const snapshot = join(folder, 'snapshots', commit);
  if (part !== undefined && /\.\w+$/.test(part)) {
    // A file of a commit that is here: not even a request is needed.
    const pointer = pointerOf(folder, { commit, path: part, address: at });
    if (await isThere(pointer)) return { commit, folder: snapshot, path: pointer, files: [part], bytes: 0 };
  }
  try {
    const files = await listed(at, hub);
    const next = files.values();
    let bytes = 0;
    const some = async () => {
      for (const file of next) {
        const came = await brought(file, { hub, address: at, commit, folder });
        bytes += came;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, some));
    return {
      commit,
      folder: snapshot,
      path: part === undefined ? snapshot : join(snapshot, ...part.split('/')),
      files: files.map(({ path }) => path),
      bytes,
    };
  } catch (error) {
    throw hubFailure(error, at, { hub, doing: 'read' });
  }
}

/** Files that come at the same time: small ones wait for answers most of the time. */
const atOnce = 4;

/** The files of a commit, those of a folder, or the one that the address names. */
async function listed(
  address: HubAddress & { readonly revision: string },
  { endpoint, token }: Hub,
): Promise<Listed[]> {
  const { kind, repo, revision, path: part } = address;
  const { listFiles } = await import('@huggingface/hub');
  const files: Listed[] = [];
  const entries = listFiles({
    repo: { type: kind, name: repo },
    revision,
    recursive: true,
    hubUrl: endpoint,
    ...(token !== undefined && { accessToken: token }),
  });
  for await (const entry of entries) {
    if (entry.type !== 'file') continue;
    if (part === undefined || entry.path === part || entry.path.startsWith(`${part}/`)) files.push(entry);
  }
  if (files.length > 0) return files;
  throw expected({
    where: hubText(address),
    expected: part === undefined ? 'a repository with files' : `a file or folder ${part}`,
    received: 'none',
    todo: 'Look at the files on its page.',
    code: 'HUB',
  });
}

/** @returns how many bytes came */
async function brought(
  file: Listed,
  { folder, ...from }: { hub: Hub; address: HubAddress; commit: string; folder: string },
): Promise<number> {
  const pointer = pointerOf(folder, { ...from, path: file.path });
  if (await isThere(pointer)) return 0;
  const blob = join(folder, 'blobs', file.lfs?.oid ?? file.oid ?? '');
  await mkdir(dirname(pointer), { recursive: true });
  const bytes = (await isThere(blob)) ? 0 : await fetchBlob(file, blob, from);
  await point(pointer, blob);
  return bytes;
}
