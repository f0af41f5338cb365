import { access, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figures } from '@latentkit/report';
import { smallImages } from '@latentkit/test-kit/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';

let work: string;
let run: string;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'latentkit-figures-'));
  run = join(work, 'run');
  const data = await smallImages();
  const flags = ['--data', data, '--hidden', '8', '--epochs', '1', '--engine', 'cpu', '--out', run];
  expect(await latentkit('train', 'autoencoder', ...flags)).toMatchObject({ exitCode: 0 });
});

describe('figure', () => {
  it('lists every figure with the commands that make it', async () => {
    const { stdout, exitCode } = await latentkit('figure', '--list');
    expect(exitCode).toBe(0);
    for (const [name, { summary, train }] of Object.entries(figures)) {
      expect(stdout).toContain(`${name}: ${summary}\n`);
      for (const command of train) expect(stdout).toContain(`    ${command}\n`);
    }
  });

  it.each([
    ['reconstructions', ['--rows', '1,3']],
    ['latent', ['--split', 'train']],
  ] as const)('draws %s with its numbers beside it', async (name, flags) => {
    const out = join(work, `${name}.svg`);
    const drawn = await latentkit('figure', name, run, ...flags, '--engine', 'cpu', '--out', out);
    expect(drawn).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await readFile(out, 'utf8')).toMatch(/^<svg /);
    await access(join(work, `${name}.csv`));
  });

  it('samples images from codes, and refuses what a model cannot have', async () => {
    const out = join(work, 'samples.svg');
    const flags = ['--engine', 'cpu', '--out', out] as const;
    expect(await latentkit('sample', run, '--count', '7', '--sampler', 'uniform', ...flags)).toMatchObject({
      exitCode: 0,
    });
    expect(await readFile(out, 'utf8')).toContain('uniform within bounds');
    const { exitCode, stderr } = await latentkit('sample', run, '--sampler', 'aggregate-posterior', ...flags);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: `latentkit: run ${run}: expected an encoder that gives a distribution q(z|y), received autoencoder. Train a vae.\n`,
    });
    expect((await latentkit('sample', run, '--sampler', 'mixture', '--components', '99', ...flags)).stderr).toContain(
      '--components: expected at most 48, one for each code, received 99.',
    );
  });

  it.each([
    [['figure', 'latnt'], 'figure: expected one of', 'Did you mean latent? See `latentkit figure --list`.'],
    [
      ['figure', 'latent'],
      'figure latent: expected a run: any model, received none.',
      'Train with: latentkit train autoencoder.',
    ],
    [['figure', 'latent', 'nowhere'], 'run nowhere: expected a run folder', 'received no run.json.'],
    [['figure', 'latent', 'a', '--out', 'a.gif'], '--out a.gif: expected a name that ends in .png or .svg', ''],
    [['figure', 'latent', 'a', '--split', 'all'], '--split: expected one of train, test, received "all".', ''],
  ] as const)('refuses %j in one line', async (args, message, todo) => {
    const { exitCode, stderr } = await latentkit(...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`latentkit: ${message}`);
    expect(stderr).toContain(todo);
    expect(stderr.trim()).not.toContain('\n');
  });
});
