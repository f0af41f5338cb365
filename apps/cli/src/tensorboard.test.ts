import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallImages } from '@latentkit/test-kit/node';
import { describe, expect, it } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';

const doubleBytes = (value: number) => Buffer.from(Float64Array.of(value).buffer).toString('latin1');

describe('train --tensorboard', () => {
  it('writes event files beside the losses, and resume goes on with them', async () => {
    const work = await mkdtemp(join(tmpdir(), 'latentkit-tensorboard-'));
    const run = join(work, 'run');
    const flags = ['--data', await smallImages(), '--hidden', '8', '--batch-size', '16', '--engine', 'cpu'];
    const trained = await latentkit('train', 'vae', ...flags, '--epochs', '1', '--tensorboard', '--out', run);
    expect(trained).toMatchObject({ exitCode: 0, stderr: '' });
    const folder = join(run, 'tensorboard');
    const [started, name] = (await readdir(folder)).sort() as [string, string];
    const text = (await readFile(join(folder, name))).toString('latin1');
    const hparams = async () => (await readFile(join(folder, started))).toString('latin1');
    const epochs = (count: number) => `\x06epochs\x12\t\x11${doubleBytes(count)}`;
    const tags = [
      'training/reconstruction',
      'training/learningRate',
      'test/perExample',
      'samples',
      'codes',
      '_hparams_/session_end_info',
    ];
    for (const tag of tags) expect(text).toContain(tag);
    expect(await hparams()).toContain(epochs(1));
    expect(await latentkit('resume', run, '--epochs', '2')).toMatchObject({ exitCode: 0 });
    expect((await readdir(folder)).sort()).toEqual([started, name, expect.any(String)]);
    expect(await hparams()).toContain(epochs(2));
    expect(await hparams()).not.toContain(epochs(1));
  });
});
