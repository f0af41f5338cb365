import { expected } from '@latentkit/errors';

/** A repository of the hub, and what of it is meant. */
export interface HubAddress {
  readonly kind: 'model' | 'dataset';
  /** Owner and name, e.g. `alice/digits`. */
  readonly repo: string;
  /** A branch, a tag or a commit; the branch `main` by default. */
  readonly revision?: string;
  /** A file or folder in it; all of it by default. */
  readonly path?: string;
}

/** The name of an owner or a repository, as the hub allows them. */
const name = /^(?!.*(\.\.|--))[\w][\w.-]{0,95}$/;

/** A revision as an address writes it: without the characters that git refuses, and whole after decoding. */
function isRevision(written: string): boolean {
  try {
    return !/[\s:?*[\\^~]/.test(decodeURIComponent(written));
  } catch {
    return false;
  }
}

/** Whether a text means something on the hub. */
export const isHubAddress = (text: string): boolean => /^hf:\/\//i.test(text);

/**
 * `hf://owner/name`, `hf://owner/name@revision/path`, and `hf://datasets/…` for data, as Python's client writes them.
 *
 * @param where begins the error, e.g. the flag that it came from
 * @param kind what an address without `datasets/` or `models/` means
 * @throws HUB_ADDRESS for what is none
 * @example
 * parseHubAddress('hf://datasets/alice/digits@v1/train.parquet').path; // 'train.parquet'
 * parseHubAddress('hf://alice/vae').kind; // 'model'
 */
export function parseHubAddress(
  text: string,
  { where = 'hub', kind = 'model' }: { where?: string; kind?: HubAddress['kind'] } = {},
): HubAddress {
  const [first = '', ...rest] = text.replace(/^hf:\/\//i, '').split('/');
  const kinds: Record<string, HubAddress['kind']> = { datasets: 'dataset', models: 'model' };
  const named = Object.hasOwn(kinds, first) ? kinds[first] : undefined;
  const [owner = '', last = '', ...path] = named ? rest : [first, ...rest];
  const [, repo = '', revision] = /^([^@]*)(?:@(.+))?$/.exec(last) ?? [];
  const parts = path.filter((part) => part !== '');
  const sound = name.test(owner) && name.test(repo) && !parts.some((part) => part === '..' || part === '.');
  if (!isHubAddress(text) || !sound || (revision !== undefined && !isRevision(revision))) {
    throw expected({
      where,
      expected: 'an address such as hf://owner/name, hf://owner/name@revision or hf://datasets/owner/name/file.parquet',
      received: text.slice(0, 200),
      todo: 'Look at the address of its page on the hub: the last two parts are owner and name.',
      code: 'HUB_ADDRESS',
    });
  }
  return {
    kind: named ?? kind,
    repo: `${owner}/${repo}`,
    ...(revision !== undefined && { revision: decodeURIComponent(revision) }),
    ...(parts.length > 0 && { path: parts.join('/') }),
  };
}

/**
 * The address as a text that `parseHubAddress` reads.
 *
 * @example
 * hubText({ kind: 'dataset', repo: 'alice/digits', revision: 'v1' }); // 'hf://datasets/alice/digits@v1'
 */
export function hubText({ kind, repo, revision, path }: HubAddress): string {
  const at = revision === undefined ? '' : `@${encodeURIComponent(revision)}`;
  return `hf://${kind === 'dataset' ? 'datasets/' : ''}${repo}${at}${path === undefined ? '' : `/${path}`}`;
}

/** A commit cannot change; a branch or a tag can. */
export const isCommit = (revision: string | undefined): revision is string => /^[\da-f]{40}$/.test(revision ?? '');
