import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeHub } from '@latentkit/test-kit/node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseHubAddress } from './address.ts';
import { type Hub, hubOf } from './hub.ts';
import { pinnedAddress, pullRepository } from './pullRepository.ts';
import { pushRepository } from './pushRepository.ts';

const token = 'hf_abcdefghijklmnop';
const folder = mkdtempSync(join(tmpdir(), 'latentkit-hub-'));
let server: Awaited<ReturnType<typeof fakeHub>>;
let count = 0;

beforeAll(async () => {
  server = await fakeHub({ token });
});
beforeEach(() => {
  server.asked.length = 0;
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** The hub with a cache of its own. */
const fresh = (own: string | null = token): Hub =>
  hubOf({
    HF_ENDPOINT: server.url,
    HF_HUB_CACHE: join(folder, `cache-${count++}`),
    HF_HOME: folder,
    ...(own !== null && { HF_TOKEN: own }),
  });

const weights = Uint8Array.from({ length: 50_000 }, (_, i) => (i * i) >> 3);
const files = new Map<string, string | Uint8Array>([
  ['README.md', '# digits\n'],
  ['empty.txt', ''],
  ['model/weights.safetensors', weights],
]);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const fileRequests = () => server.asked.filter(({ bytes }) => bytes > 0);

async function refusal(work: () => Promise<unknown>): Promise<string> {
  const error = await work().then(
    () => new Error('no error'),
    (reason) => reason as Error,
  );
  expect(error.message).not.toContain('\n');
  expect(error.message).not.toContain(token);
  return error.message;
}

describe('up and down again', () => {
  const address = parseHubAddress('hf://alice/digits');
  let commit = '';

  it('a new repository holds what was pushed, in one commit', async () => {
    ({ commit } = await pushRepository(address, files, { hub: fresh(), title: 'First' }));
    const held = server.repositories.find('model', 'alice/digits', true)?.commitOf(commit)?.files;
    expect([...(held?.keys() ?? [])]).toEqual([...files.keys()]);
    expect(held?.get('model/weights.safetensors')?.lfs?.oid).toBe(sha256(weights));
  });

  it('what comes down has the same bytes, in the layout of the shared cache', async () => {
    const hub = fresh(null);
    const pulled = await pullRepository(address, { hub });
    expect(pulled).toMatchObject({ commit, files: [...files.keys()], bytes: 50_009 });
    expect(new Uint8Array(readFileSync(join(pulled.path, 'model', 'weights.safetensors')))).toEqual(weights);
    const repo = join(hub.cache, 'models--alice--digits');
    expect(readFileSync(join(repo, 'refs', 'main'), 'utf8')).toBe(commit);
    expect(lstatSync(join(repo, 'snapshots', commit, 'README.md')).isSymbolicLink()).toBe(true);
    expect(readdirSync(join(repo, 'blobs'))).toContain(sha256(weights));
    expect(readdirSync(join(repo, 'blobs')).some((name) => name.endsWith('.incomplete'))).toBe(false);

    server.asked.length = 0;
    expect(await pullRepository(address, { hub })).toMatchObject({ commit, bytes: 0 });
    expect(fileRequests()).toEqual([]);
    const one = { ...address, revision: commit, path: 'README.md' };
    server.asked.length = 0;
    expect(await pullRepository(one, { hub })).toMatchObject({
      path: join(repo, 'snapshots', commit, 'README.md'),
      bytes: 0,
    });
    expect(server.asked).toEqual([]);
  });

  it('a second push sends no large file again, and clears the folders that are its own', async () => {
    const again = new Map<string, string | Uint8Array>([
      ['README.md', '# digits, again\n'],
      ['model/other.safetensors', weights],
    ]);
    const next = await pushRepository(address, again, { hub: fresh(), title: 'Second', wholeFolders: ['model'] });
    expect(server.asked.some(({ method }) => method === 'PUT')).toBe(false);
    const { files: held } = await pullRepository(address, { hub: fresh() });
    expect(held).toEqual(['README.md', 'empty.txt', 'model/other.safetensors']);
    expect((await pinnedAddress(address, { hub: fresh() })).revision).toBe(next.commit);
    expect((await pullRepository({ ...address, revision: commit }, { hub: fresh() })).files).toEqual([...files.keys()]);
  });

  it('a part of a data set is a file or a folder of it', async () => {
    const data = parseHubAddress('hf://datasets/alice/points');
    await pushRepository(
      data,
      new Map([
        ['data/train.csv', 'x,y\n1,2\n'],
        ['README.md', ''],
      ]),
      { hub: fresh(), title: 'Data' },
    );
    expect((await pullRepository({ ...data, path: 'data' }, { hub: fresh() })).files).toEqual(['data/train.csv']);
    const { path } = await pullRepository({ ...data, path: 'data/train.csv' }, { hub: fresh() });
    expect(readFileSync(path, 'utf8')).toBe('x,y\n1,2\n');
    expect(await refusal(() => pullRepository({ ...data, path: 'none.csv' }, { hub: fresh() }))).toMatch(
      /^hf:\/\/datasets\/alice\/points@[\da-f]{40}\/none\.csv: expected a file or folder none\.csv, received none\./,
    );
  });
});

describe('what breaks off', () => {
  const address = parseHubAddress('hf://alice/long');
  beforeAll(() => pushRepository(address, files, { hub: fresh(), title: 'Long' }).then(() => {}));

  it('goes on within a pull', async () => {
    server.settings.breakAfter = 20_000;
    const { path } = await pullRepository({ ...address, path: 'model/weights.safetensors' }, { hub: fresh() });
    expect(new Uint8Array(readFileSync(path))).toEqual(weights);
    expect(fileRequests().map(({ range }) => range)).toEqual([undefined, 'bytes=20000-49999']);
  });

  it('goes on in the next one, and throws away what is not a beginning of it', async () => {
    const hub = fresh();
    const { folder: snapshot, commit } = await pullRepository({ ...address, path: 'README.md' }, { hub });
    const blob = join(snapshot, '..', '..', 'blobs', sha256(weights));
    writeFileSync(`${blob}.incomplete`, weights.subarray(0, 30_000));
    server.asked.length = 0;
    await pullRepository(address, { hub });
    expect(fileRequests().map(({ range }) => range)).toEqual(['bytes=30000-49999']);
    expect(sha256(readFileSync(blob))).toBe(sha256(weights));

    rmSync(blob);
    writeFileSync(`${blob}.incomplete`, new Uint8Array(30_000));
    expect((await pullRepository({ ...address, revision: commit }, { hub })).bytes).toBe(20_000 + 50_000);
    expect(sha256(readFileSync(blob))).toBe(sha256(weights));
    expect(existsSync(`${blob}.incomplete`)).toBe(false);
  });

  it('leaves nothing of a file that is not what its checksum says', async () => {
    const held = server.repositories.find('model', 'alice/long', true)?.commitOf('main')?.files;
    const file = held?.get('model/weights.safetensors');
    const hub = fresh();
    if (file) held?.set('model/weights.safetensors', { ...file, content: Buffer.alloc(50_000) });
    expect(await refusal(() => pullRepository(address, { hub }))).toContain(
      `expected a file of checksum ${sha256(weights)}, received`,
    );
    if (file) held?.set('model/weights.safetensors', file);
    expect(existsSync(join(hub.cache, 'models--alice--long', 'blobs', `${sha256(weights)}.incomplete`))).toBe(false);
  });

  it('two at once fetch the same', async () => {
    const hub = fresh();
    const both = await Promise.all([pullRepository(address, { hub }), pullRepository(address, { hub })]);
    for (const { path } of both)
      expect(sha256(readFileSync(join(path, 'model', 'weights.safetensors')))).toBe(sha256(weights));
  });
});

describe('refusals, each in one line without the token', () => {
  const address = parseHubAddress('hf://alice/secret');
  beforeAll(() =>
    pushRepository(address, files, { hub: fresh(), title: 'Secret', visibility: 'private' }).then(() => {}),
  );

  it('no token, and one that is unknown', async () => {
    expect(await refusal(() => pullRepository(address, { hub: fresh(null) }))).toMatch(
      /^hf:\/\/alice\/secret: expected a public repository, or a token that may read it, received 401 from the hub, without a token\. Set HF_TOKEN/,
    );
    expect(await refusal(() => pushRepository(address, files, { hub: fresh(null), title: '' }))).toContain(
      'Set HF_TOKEN',
    );
    expect(await refusal(() => pushRepository(address, files, { hub: fresh('hf_wrong'), title: '' }))).toContain(
      'received 401 from the hub, with the token given. The token is unknown',
    );
    expect(() => hubOf({ HF_TOKEN: 'secret-thing' })).toThrow(
      /^HF_TOKEN: expected a token that starts with hf_, received one that does not\./,
    );
  });

  it('what is not there, and what is not mine', async () => {
    const gone = parseHubAddress('hf://alice/gone');
    expect(await refusal(() => pullRepository(gone, { hub: fresh() }))).toContain('received 404 from the hub');
    expect(await refusal(() => pullRepository({ ...address, revision: 'v9' }, { hub: fresh() }))).toContain(
      'received 404 from the hub',
    );
    expect(
      await refusal(() => pushRepository(parseHubAddress('hf://bob/x'), files, { hub: fresh(), title: '' })),
    ).toContain('received 403');
  });

  it('another commit that came first, and no hub at all', async () => {
    server.settings.refuse = 409;
    expect(await refusal(() => pushRepository(address, files, { hub: fresh(), title: '' }))).toContain(
      'another commit came first. Run it again.',
    );
    const hub = { ...fresh(), endpoint: 'http://127.0.0.1:9' };
    expect(await refusal(() => pullRepository(address, { hub }))).toMatch(
      /expected an answer of http:\/\/127\.0\.0\.1:9, received .*\. Check the connection/,
    );
  });
});
