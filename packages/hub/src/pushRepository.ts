import type { CommitOperation } from '@huggingface/hub';
import { expected } from '@latentkit/errors';
import { type HubAddress, hubText, isCommit } from './address.ts';
import { hubFailure } from './failure.ts';
import { type Hub, hubOf } from './hub.ts';

/** What a file holds; a Blob may lie on the disk (`openAsBlob`). */
export type Content = string | Uint8Array | Blob;

export interface PushOptions {
  /** What the environment says by default: `hubOf()`. */
  readonly hub?: Hub;
  /** The line of the commit. */
  readonly title: string;
  /** Whether a repository that is new may be seen by everyone. */
  readonly visibility?: 'public' | 'private';
  /** Folders that hold nothing but these files afterwards. */
  readonly wholeFolders?: readonly string[];
}

/** What became of it. */
export interface Pushed {
  readonly commit: string;
  /** Its page. */
  readonly url: string;
}

/**
 * Put files into a repository in one commit; the repository is made where there is none. Large files that the hub has are not sent again, so a push
 * that broke off goes on after the last of them.
 *
 * @throws HUB where the token is missing or may not, or where another commit came first
 */
export async function pushRepository(
  address: HubAddress,
  files: ReadonlyMap<string, Content>,
  { hub = hubOf(), title, visibility, wholeFolders = [] }: PushOptions,
): Promise<Pushed> {
  const { kind, repo, revision: branch = 'main' } = address;
  const { endpoint, token } = hub;
  if (token === undefined || isCommit(branch) || address.path !== undefined) throw unfit(address, token);
  const { commit, createRepo, listFiles } = await import('@huggingface/hub');
  const at = { repo: { type: kind, name: repo }, hubUrl: endpoint, accessToken: token } as const;
  try {
    const made = await createRepo({ ...at, ...(visibility && { visibility }) }).then(
      () => true,
      (error) => {
        if ((error as { statusCode?: number }).statusCode === 409) return false;
        throw error;
      },
    );
    const operations: CommitOperation[] = [...files].map(([path, content]) => ({
      operation: 'addOrUpdate',
      path,
      content: content instanceof Blob ? content : new Blob([content as BlobPart]),
    }));
    if (!made && wholeFolders.length > 0) {
      for await (const { type, path } of listFiles({ ...at, recursive: true, revision: branch })) {
        const gone =
          type === 'file' && !files.has(path) && wholeFolders.some((folder) => path.startsWith(`${folder}/`));
        if (gone) operations.push({ operation: 'delete', path });
      }
    }
    const done = await commit({ ...at, title, branch, operations });
    return { commit: done?.commit.oid ?? '', url: `${endpoint}/${kind === 'dataset' ? 'datasets/' : ''}${repo}` };
  } catch (error) {
    throw hubFailure(error, address, { hub, doing: 'write' });
  }
}

function unfit(address: HubAddress, token: string | undefined) {
  const where = hubText(address);
  if (token === undefined) {
    return expected({
      where,
      expected: 'a token of yours that may write there',
      received: 'none',
      todo: "Set HF_TOKEN, or log in with `hf auth login` of Python's client.",
      code: 'HUB',
    });
  }
  return expected({
    where,
    expected: 'hf://owner/name, with @branch at most',
    received: address.path === undefined ? 'a commit, which cannot change' : 'a file or folder in it',
    todo: 'Give only the repository.',
    code: 'HUB_ADDRESS',
  });
}
