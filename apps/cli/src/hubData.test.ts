import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pushRepository } from '@latentkit/hub';
import { fakeHub } from '@latentkit/test-kit/node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';

const token = 'hf_tokenOfThisTest';
let hub: Awaited<ReturnType<typeof fakeHub>>;
let work: string;

/** y = (a, b, a + b), as CSV. */
const points = (rows: number, from = 0) =>
  `a,b,sum\n${Array.from({ length: rows }, (_, i) => [(i + from) % 7, (i + from) % 5, ((i + from) % 7) + ((i + from) % 5)].join()).join('\n')}\n`;

const address = { kind: 'dataset', repo: 'alice/points' } as const;
const pushed = (text: string) =>
  pushRepository(
    address,
    new Map([
      ['README.md', '# Points\n'],
      ['points.csv', text],
    ]),
    { title: 'Points' },
  );

const fetches = () => hub.asked.filter(({ bytes }) => bytes > 0);
const quick = ['--hidden', '4', '--latent-size', '2', '--epochs', '1', '--engine', 'cpu'];

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'latentkit-hub-data-'));
  hub = await fakeHub({ token });
  vi.stubEnv('HF_ENDPOINT', hub.url);
  vi.stubEnv('HF_TOKEN', token);
  vi.stubEnv('HF_HOME', join(work, 'cache'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await hub.close();
});

describe('--data hf://', () => {
  let commit: string;
  const run = () => join(work, 'run');

  beforeAll(async () => {
    ({ commit } = await pushed(points(60)));
    const trained = await latentkit('train', 'autoencoder', '--data', 'hf://alice/points', ...quick, '--out', run());
    expect(trained.exitCode, trained.stderr).toBe(0);
  }, 120_000);

  it('trains on the one file of a data set, and names its commit', async () => {
    const { spec, data } = JSON.parse(await readFile(join(run(), 'run.json'), 'utf8'));
    expect(spec.data).toBe(`hf://datasets/alice/points@${commit}`);
    expect(data).toMatchObject({ name: 'points', columns: ['a', 'b', 'sum'] });
    expect(data.place).toBeUndefined();
  });

  it('is of the same bytes after the branch has moved, and comes once', async () => {
    await pushed(points(90));
    hub.asked.length = 0;
    const evaluated = await latentkit('evaluate', run(), '--split', 'all', '--json');
    expect(JSON.parse(evaluated.stdout).examples).toBe(60);
    expect(await latentkit('resume', run(), '--epochs', '2')).toMatchObject({ exitCode: 0 });
    expect(fetches()).toEqual([]);
  });

  it('is read as new data with the means of the run, by file, folder or repository', async () => {
    for (const part of ['', '/points.csv', '@main/points.csv']) {
      const to = join(work, 'codes.csv');
      const encoded = await latentkit('encode', run(), '--data', `hf://alice/points${part}`, '--out', to);
      expect(encoded, part).toMatchObject({ exitCode: 0 });
      expect((await readFile(to, 'utf8')).trim().split('\n')).toHaveLength(1 + 90);
    }
    await writeFile(join(work, 'same.csv'), points(90));
    const same = join(work, 'same-codes.csv');
    await latentkit('encode', run(), '--data', join(work, 'same.csv'), '--out', same);
    expect(await readFile(join(work, 'codes.csv'), 'utf8')).toBe(await readFile(same, 'utf8'));
  });

  it.each([
    ['hf://alice/nothing', 'received 404 from the hub'],
    ['hf://alice', '--data: expected an address such as hf://owner/name'],
    ['hf://alice/points/none.csv', 'expected a file or folder none.csv, received none'],
  ])('refuses %s in one line, without the token', async (data, message) => {
    const { exitCode, stderr } = await latentkit('train', 'autoencoder', '--data', data, '--out', join(work, 'none'));
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).not.toContain(token);
  });
});
