import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '@latentkit/catalogue';
import { eager } from '@latentkit/core';
import { scenes } from '@latentkit/datasets';
import type { TextToImageModel } from '@latentkit/models';
import { defineDataset, openRun, requireTextToImage, type SpecInput, trainRun } from '@latentkit/runs';
import * as tf from '@tensorflow/tfjs-core';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';
import { primeOf } from './imagine/primeOf.ts';
import { across } from './imagine/sheet.ts';

const { name: _, ...about } = scenes.about;
const few = defineDataset({ about, load: () => scenes({ rows: 6, testRows: 2, seed: 1 }) });
const known = { ...catalogue(), datasets: { few } };
let work: string;
let words: string;
let png: string;
let model: TextToImageModel;
const { values: pixels } = scenes({ rows: 1, testRows: 1, seed: 2 }).train.y;

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
  png = join(work, 'scene.png');
  await sharp(Uint8Array.from(pixels), { raw: { width: 32, height: 32, channels: 3 } }).toFile(png);
  model = requireTextToImage(await openRun(words, { catalogue: known, engine: eager({ backend: 'cpu' }) }));
}, 60_000);

const imagine = (...flags: string[]) =>
  latentkit('imagine', words, '--engine', 'cpu', '--out', join(work, 'out.png'), ...flags);

describe('latentkit imagine', () => {
  it('draws the images of a seed, and keeps the likeliest by the prompt, best first', async () => {
    const flags = ['--prompt', 'a red circle', '--count', '2', '--top-k', '4', '--top-p', '0.9', '--best-of', '4'];
    const { stdout, stderr, exitCode } = await imagine(...flags);
    expect([exitCode, stderr]).toEqual([0, '']);
    const said = /^image \d: with the prompt it is (\d+\.\d) nats (more|less) likely than without$/gm;
    const scores = [...stdout.matchAll(said)].map(([, nats, way]) => (way === 'more' ? Number(nats) : -Number(nats)));
    expect(scores).toHaveLength(2);
    expect(scores[0]).toBeGreaterThanOrEqual(scores[1] as number);
    expect((await imagine(...flags)).stdout).toBe(stdout);
    for (const none of [[], ['--prompt', ' . ']])
      expect(await imagine('--count', '1', ...none)).toMatchObject({
        exitCode: 0,
        stdout: `image 1\nwrote ${join(work, 'out.png')}\n`,
      });
  }, 60_000);

  it('goes on from the top rows of an image: they are what the image codes make of it', async () => {
    const out = join(work, 'primed.svg');
    const flags = ['--image', png, '--rows', '3', '--count', '9', '--seed', '4', '--out', out];
    expect(await imagine(...flags)).toMatchObject({ exitCode: 0, stderr: '' });
    const svg = await readFile(out, 'utf8');
    expect(svg).toContain('Images without a caption; the top 3 of 4 rows are given');
    // A sheet of three by three
    expect(svg).toContain('3 rows of 3 RGB images, 32 by 32 pixels');
    const primed = await primeOf(model, { image: png, rows: 3 }, { engine: eager({ backend: 'cpu' }), images: 2 });
    const whole = model.codes
      .indices(tf.div(tf.tensor(pixels, [1, 32, 32, 3]), 255))
      .dataSync()
      .slice(0, 3 * model.codes.grid[1]);
    expect(primed?.prime).toMatchObject({
      shape: [2, 3, model.codes.grid[1]],
      values: Int32Array.of(...whole, ...whole),
    });
  }, 60_000);

  it('is what sample leads to: codes that are entries of a codebook have no density', async () => {
    const sample = async (run: string) => latentkit('sample', run, '--engine', 'cpu');
    const of = (run: string, rest: string) =>
      `latentkit: run ${run}: expected a model whose codes have a density, received ${rest}\n`;
    const tokens = join(work, 'tokens');
    expect(await sample(words)).toMatchObject({
      exitCode: 2,
      stderr: of(
        words,
        `text-to-image, whose codes are entries of a codebook. Draw images by latentkit imagine ${words}.`,
      ),
    });
    expect((await sample(tokens)).stderr).toBe(
      of(
        tokens,
        `grid-vq-vae, whose codes are entries of a codebook. Learn to draw them: latentkit train text-to-image --data few --tokens ${tokens}.`,
      ),
    );
  }, 60_000);

  it('refuses what it cannot draw, in one line', async () => {
    expect((await imagine('--prompt', 'a red cirle')).stderr).toContain('The nearest known word is "circle".');
    expect((await imagine('--prompt', 'a circle', '--best-of', '2', '--count', '3')).stderr).toContain(
      '--best-of: expected at least --count, 3',
    );
    expect((await imagine('--best-of', '9')).stderr).toBe(
      'latentkit: --best-of: expected a --prompt to rank images by, received none. Give a prompt, or leave --best-of out.\n',
    );
    expect((await imagine('--rows', '2')).stderr).toContain('--rows: expected --image <file>, whose top rows are kept');
    expect((await imagine('--image', png, '--rows', '4')).stderr).toContain('--rows: expected from 1 to 3 rows');
    expect((await imagine('--image', join(work, 'none.png'))).stderr).toContain('received nothing at this path');
    expect((await imagine('--image', join(words, 'run.json'))).stderr).toContain('expected a complete image');
    expect((await imagine('--top-p', '2')).stderr).toContain('--top-p: expected a number of at most 1');
    const other = await latentkit('imagine', join(work, 'tokens'), '--engine', 'cpu');
    expect(other.stderr).toContain('expected a model of captions and images, received grid-vq-vae');
  }, 60_000);
});

it('lays images out nearly square, in full rows where their number allows', () => {
  expect([1, 2, 3, 7, 8, 9, 10, 11, 16, 40].map(across)).toEqual([1, 2, 3, 7, 4, 3, 5, 10, 4, 8]);
});
