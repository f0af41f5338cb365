import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '@latentkit/catalogue';
import { scenes } from '@latentkit/datasets';
import { defineDataset, type SpecInput, trainRun } from '@latentkit/runs';
import { beforeAll, describe, expect, it } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';

const { name: _, ...about } = scenes.about;
const few = defineDataset({ about, load: () => scenes({ rows: 6, testRows: 2, seed: 1 }) });
const known = { ...catalogue(), datasets: { few } };
let work: string;
let words: string;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'latentkit-imagine-'));
  const train = async (folder: string, spec: SpecInput) => {
    for await (const _ of trainRun({
      spec: { data: 'few', epochs: 1, engine: 'cpu', ...spec },
      catalogue: known,
      folder,
    }));
  };
  const tokens = join(work, 'tokens');
  words = join(work, 'words');
  await train(tokens, { model: 'grid-vq-vae', filters: [2, 3, 4], codebookSize: 5, dimension: 3 });
  await train(words, { model: 'text-to-image', tokens, width: 8, heads: 2, depth: 1 });
}, 60_000);

const imagine = (...flags: string[]) =>
  latentkit('imagine', words, '--engine', 'cpu', '--out', join(work, 'out.png'), ...flags);

describe('latentkit imagine', () => {
  it('draws the images of a seed, and keeps the likeliest by the prompt, best first', async () => {
    const flags = ['--prompt', 'a red circle', '--count', '2', '--top-k', '4', '--top-p', '0.9', '--best-of', '4'];
    const { stdout, stderr, exitCode } = await imagine(...flags);
    expect([exitCode, stderr]).toEqual([0, '']);
    const scores = [...stdout.matchAll(/^image \d: the prompt makes it (-?\d+\.\d) nats likelier$/gm)].map(([, n]) =>
      Number(n),
    );
    expect(scores).toHaveLength(2);
    expect(scores[0]).toBeGreaterThanOrEqual(scores[1] as number);
    expect((await imagine(...flags)).stdout).toBe(stdout);
    expect(await imagine('--count', '1')).toMatchObject({
      exitCode: 0,
      stdout: `image 1\nwrote ${join(work, 'out.png')}\n`,
    });
  }, 60_000);

  it('refuses what it cannot draw, in one line', async () => {
    expect((await imagine('--prompt', 'a red cirle')).stderr).toContain('The nearest known word is "circle".');
    expect((await imagine('--best-of', '2', '--count', '3')).stderr).toContain(
      '--best-of: expected at least --count, 3',
    );
    expect((await imagine('--top-p', '2')).stderr).toContain('--top-p: expected a number of at most 1');
    const other = await latentkit('imagine', join(work, 'tokens'), '--engine', 'cpu');
    expect(other.stderr).toContain('expected a model of captions and images, received grid-vq-vae');
  }, 60_000);
});
