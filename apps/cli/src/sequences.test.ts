import '@tensorflow/tfjs-backend-cpu';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';

let work: string;
const at = (name: string) => join(work, name);

/** A .npy of float32. */
async function npy(name: string, shape: readonly number[], value: (i: number) => number): Promise<string> {
  const head = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')}), }\n`;
  const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, head.length, 0]);
  const count = shape.reduce((product, size) => product * size, 1);
  const values = Buffer.from(Float32Array.from({ length: count }, (_, i) => value(i)).buffer);
  await writeFile(at(name), Buffer.concat([start, Buffer.from(head), values]));
  return at(name);
}

const train = (model: string, data: string, ...flags: string[]) =>
  latentkit('train', model, '--data', data, '--epochs', '1', '--engine', 'cpu', ...flags);

beforeAll(async () => {
  await setBackend('cpu');
  work = await mkdtemp(join(tmpdir(), 'latentkit-sequences-'));
});

describe('arrays of sequences', () => {
  it('[n, t, d] around 0 train with a linear output, and come back in their units', async () => {
    const data = await npy('windows.npy', [40, 8, 3], (i) => 2.4 * Math.sin(i / 5));
    const { stdout, exitCode } = await train('autoencoder', data, '--hidden', '4', '--out', at('windows'));
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('numbers from -2.4 to 2.4: linear output')]);
    expect(stdout).toContain('numbers lie from -2.4 to 2.4, not from 0 to 1');
    const { data: read } = JSON.parse(await readFile(at('windows/run.json'), 'utf8'));
    expect(read.train).toEqual([36, 8, 3, 1]);
    const out = at('r.csv');
    const made = await latentkit('reconstruct', at('windows'), '--rows', '0', '--out', out, '--engine', 'cpu');
    expect([made.exitCode, (await readFile(out, 'utf8')).split('\r\n')[0]?.split(',').length]).toEqual([0, 1 + 2 * 24]);
  });

  it('and spectrograms have a Gaussian likelihood where they leave [0, 1], with convolutions too', async () => {
    const data = await npy('spectra.npy', [20, 8, 12], (i) => Math.log1p(i % 37));
    const dense = await train('vae', data, '--hidden', '4', '--out', at('dense'));
    expect([dense.exitCode, dense.stdout]).toEqual([0, expect.stringContaining('gaussian likelihood')]);
    const folded = await train('convolutional-vae', data, '--filters', '2', '--latent-size', '2', '--out', at('conv'));
    expect([folded.exitCode, folded.stderr]).toEqual([0, '']);
  });

  it.each([
    ['points', [20]],
    ['volumes', [20, 2, 2, 2, 1]],
  ])('that are %s are refused by convolutions in one line', async (name, shape) => {
    const data = await npy(`${name}.npy`, shape, Math.sin);
    const { exitCode, stderr } = await train('convolutional-autoencoder', data, '--out', at(name));
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringMatching(/^latentkit: --data: expected examples of shape .* Choose a model of dense layers.*\n$/),
    ]);
  });
});
