import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { CommitLine, HubFile, HubRepository, storedRepositories } from './repositories.ts';

/** A request as the hub sees it. */
export interface HubRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Whether it came with the token that is known. */
  readonly known: boolean;
}

export interface HubAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  /** Told as JSON. */
  readonly value?: unknown;
  /** A file, or a part of one. */
  readonly bytes?: Buffer;
}

/** What a hub knows and how it fails. */
export interface Behind {
  readonly repositories: ReturnType<typeof storedRepositories>;
  readonly settings: { refuse?: number };
  /** Its own address. */
  readonly address: string;
}

const unauthorized: HubAnswer = { status: 401, value: { error: 'Unauthorized' } };
const missing = (what: string, error: string): HubAnswer => ({
  status: 404,
  value: { error },
  headers: { 'X-Error-Code': what },
});

/** What the hub answers. */
export function hubAnswer(request: HubRequest, behind: Behind): HubAnswer {
  const { method, path, body, known, headers } = request;
  const { repositories } = behind;
  if (method === 'PUT' && path.startsWith('/lfs/')) return received(path.slice(5), body, behind);
  if (headers.authorization !== undefined && !known)
    return { status: 401, value: { error: 'Invalid credentials in Authorization header' } };
  if (path === '/api/whoami-v2')
    return known ? { status: 200, value: { name: 'alice', type: 'user', orgs: [] } } : unauthorized;
  if (path === '/api/validate-yaml') return { status: 200, value: { errors: [], warnings: [] } };
  if (method === 'POST' && path === '/api/repos/create') return known ? created(body, behind) : unauthorized;
  const api = /^\/api\/(model|dataset)s\/([^/]+\/[^/]+)(?:\/([\w-]+)(?:\/([^/]+)(?:\/(.*))?)?)?$/.exec(path);
  const lfs = /^\/(?:datasets\/)?[^/]+\/[^/]+\.git\/info\/lfs\/objects\/batch$/.test(path);
  const file = /^\/(datasets\/)?([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.*)$/.exec(path);
  if (lfs) return known ? batch(body, behind) : unauthorized;
  const [type = '', id = ''] = api ? api.slice(1) : file ? [file[1] ? 'dataset' : 'model', file[2]] : [];
  if (!api && !file) return { status: 404, value: { error: `nothing at ${path}` } };
  const repository = repositories.find(type, id, known);
  // A private one is answered as one that is not there.
  if (!repository) return { ...missing('RepoNotFound', 'Repository not found'), status: known ? 404 : 401 };
  if (file) return resolved(request, repository, decodeURIComponent(file[3] ?? ''), decodeURIComponent(file[4] ?? ''));
  return ofRepository(request, repository, { type, id, what: api?.[3], revision: api?.[4], rest: api?.[5], behind });
}

function created(body: Buffer, { repositories, address }: Behind): HubAnswer {
  const { name, organization = 'alice', type = 'model', visibility, private: hidden } = JSON.parse(String(body));
  const id = `${organization}/${name}`;
  if (organization !== 'alice') return { status: 403, value: { error: 'You do not have the right to create it' } };
  const url = `${address}/${type === 'dataset' ? 'datasets/' : ''}${id}`;
  const isNew = repositories.create(type, id, hidden === true || visibility === 'private');
  if (!isNew) return { status: 409, value: { error: `You already created this ${type} repo`, url } };
  return { status: 200, value: { name: id, id, url } };
}

function ofRepository(
  { method, body, known }: HubRequest,
  repository: HubRepository,
  {
    type,
    id,
    what = '',
    revision = 'main',
    rest = '',
    behind,
  }: {
    type: string;
    id: string;
    what: string | undefined;
    revision: string | undefined;
    rest: string | undefined;
    behind: Behind;
  },
): HubAnswer {
  const name = decodeURIComponent(revision);
  const commit = repository.commitOf(name === 'HEAD' ? 'main' : name);
  if (!commit) return missing('RevisionNotFound', `Invalid rev id: ${name}`);
  const { files } = commit;
  const entry = (path: string, { oid, content, lfs }: HubFile) => ({
    type: 'file',
    path,
    oid,
    size: content.length,
    ...(lfs && { lfs: { oid: lfs.oid, size: content.length, pointerSize: 130 } }),
    lastCommit: { id: commit.id, title: 'a commit', date: new Date(0).toISOString() },
  });
  switch (what) {
    case '':
    case 'revision': {
      const siblings = [...files.keys()].map((rfilename) => ({ rfilename }));
      const about = { downloads: 0, likes: 0, gated: false, tags: [], lastModified: new Date(0).toISOString() };
      return { status: 200, value: { _id: id, id, sha: commit.id, private: repository.hidden, siblings, ...about } };
    }
    case 'tree': {
      const inside = rest === '' ? '' : `${decodeURIComponent(rest)}/`;
      const found = [...files].filter(([path]) => path.startsWith(inside));
      return { status: 200, value: found.map(([path, file]) => entry(path, file)) };
    }
    case 'paths-info': {
      const found = [...files].filter(([path]) => pathsIn(body).includes(path));
      return { status: 200, value: found.map(([path, file]) => entry(path, file)) };
    }
    case 'preupload': {
      if (!known) return unauthorized;
      const asked = JSON.parse(String(body)).files as { path: string; size: number }[];
      const isLarge = ({ path, size }: { path: string; size: number }) =>
        size > 200_000 || /\.(safetensors|onnx|parquet)$/.test(path);
      const value = asked.map((file) => ({
        path: file.path,
        shouldIgnore: false,
        uploadMode: isLarge(file) ? 'lfs' : 'regular',
      }));
      return { status: 200, value: { files: value } };
    }
    case 'commit': {
      if (!known || method !== 'POST') return unauthorized;
      const { refuse } = behind.settings;
      delete behind.settings.refuse;
      if (refuse) return { status: refuse, value: { error: 'A commit has happened since. Refresh and try again.' } };
      const lines = String(body).split('\n').filter(Boolean);
      const made = repository.commit(
        lines.map((line) => JSON.parse(line) as CommitLine),
        behind.repositories.objects,
      );
      const page = `${behind.address}/${type === 'dataset' ? 'datasets/' : ''}${id}`;
      const commitUrl = `${page}/commit/${made}`;
      return { status: 200, value: { success: true, commitOid: made, commitUrl, hookOutput: '' } };
    }
    default:
      return { status: 404, value: { error: `no ${what}` } };
  }
}

/** A form or JSON: clients send either. */
function pathsIn(body: Buffer): string[] {
  const text = String(body);
  return text.startsWith('{') ? JSON.parse(text).paths : new URLSearchParams(text).getAll('paths');
}

/** Where to send which large files; those that are here need not be sent. */
function batch(body: Buffer, { repositories, address }: Behind): HubAnswer {
  const asked = JSON.parse(String(body)).objects as { oid: string; size: number }[];
  const objects = asked.map(({ oid, size }) => ({
    oid,
    size,
    ...(!repositories.objects.has(oid) && { actions: { upload: { href: `${address}/lfs/${oid}` } } }),
  }));
  return { status: 200, value: { transfer: 'basic', objects } };
}

function received(oid: string, body: Buffer, { repositories }: Behind): HubAnswer {
  const sum = createHash('sha256').update(body).digest('hex');
  if (sum !== oid) return { status: 422, value: { error: `expected ${oid}, received ${sum}` } };
  repositories.objects.set(oid, body);
  return { status: 200 };
}

/** A file, or the part of it that `Range` asks for. */
function resolved({ headers }: HubRequest, repository: HubRepository, revision: string, path: string): HubAnswer {
  const commit = repository.commitOf(revision);
  const file = commit?.files.get(path);
  if (!commit || !file) return missing('EntryNotFound', 'Entry not found');
  const { content, oid, lfs } = file;
  const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? [];
  const [from, to] = [Number(first), last === '' ? content.length : Math.min(Number(last) + 1, content.length)];
  const etag = `"${lfs?.oid ?? oid}"`;
  return {
    status: headers.range ? 206 : 200,
    bytes: content.subarray(from, to),
    headers: {
      ETag: etag,
      'X-Repo-Commit': commit.id,
      ...(lfs && { 'X-Linked-Etag': etag, 'X-Linked-Size': content.length }),
      'Accept-Ranges': 'bytes',
      'Content-Type': 'application/octet-stream',
      ...(headers.range && { 'Content-Range': `bytes ${from}-${to - 1}/${content.length}` }),
    },
  };
}
