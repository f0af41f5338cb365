import { access, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallImages } from '@latentkit/test-kit/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';

let data: string;
let work: string;
const small = ['--hidden', '8', '--batch-size', '16', '--epochs', '1', '--engine', 'cpu'];
const code = ['--latent-size', '3'];
const train = (model: string, out: string, ...flags: string[]) =>
  latentkit('train', model, '--data', data, '--out', join(work, out), ...small, ...flags);

beforeAll(async () => {
  data = await smallImages();
  work = await mkdtemp(join(tmpdir(), 'latentkit-variational-'));
  expect(await train('vae', 'vae', ...code, '--beta-warmup-steps', '2', '--mean-weight', '0')).toMatchObject({
    exitCode: 0,
  });
  expect(await train('conditional-vae', 'conditional', ...code, '--binarize')).toMatchObject({
    exitCode: 0,
    stderr: '',
  });
  const codebook = ['--vectors', '3', '--dimension', '2', '--codebook-size', '4'];
  expect(await train('vq-vae', 'vq', ...codebook)).toMatchObject({ exitCode: 0, stderr: '' });
}, 120_000);

describe('variational autoencoders', () => {
  it('say what each part counts, and learn it as it moves', async () => {
    const record = JSON.parse(await readFile(join(work, 'vae', 'run.json'), 'utf8'));
    expect(record.weights).toEqual({ reconstruction: 1, meanDivergence: 0, varianceDivergence: 1 });
    const steps = (await readFile(join(work, 'vae', 'metrics.jsonl'), 'utf8')).trim().split('\n');
    const weights = steps.map((line) => JSON.parse(line)).filter(({ kind }) => kind === 'step');
    expect(weights.map(({ weights }) => weights.varianceDivergence)).toEqual([0.5, 1, 1]);
  });

  it('are evaluated by both bounds', async () => {
    const { stdout } = await latentkit(
      ...['evaluate', join(work, 'vae'), '--samples', '50', '--examples', '10', '--json', '--engine', 'cpu'],
    );
    const reached = JSON.parse(stdout);
    expect(reached).toMatchObject({ title: '−ELBO, nats', examples: 10 });
    expect(reached.bound).toMatchObject({ title: '−log p(y) by 50 samples, nats', samples: 50, examples: 10 });
    expect(reached.bound.perExample).toBeLessThan(reached.perExample);
    const printed = await latentkit('evaluate', join(work, 'conditional'), '--samples', '5', '--engine', 'cpu');
    expect(printed.stdout).toMatch(/^−ELBO, nats on 16 test .*\n−log p\(y\) by 5 samples, nats on 16 test .*\n$/);
  });

  it('that are told the class decode codes of each', async () => {
    const decoded = join(work, 'decoded.svg');
    const decode = ['decode', join(work, 'conditional'), '--code', '0,0,0', '--engine', 'cpu', '--out', decoded];
    expect(await latentkit(...decode, '--class', '1')).toMatchObject({ exitCode: 0, stderr: '' });
    await access(decoded);
    const reconstructed = join(work, 'reconstructed.svg');
    const reconstruct = ['reconstruct', join(work, 'conditional'), '--rows', '0,1', '--engine', 'cpu'];
    expect(await latentkit(...reconstruct, '--out', reconstructed)).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it.each([
    [
      'a bound of one term with parts',
      () => ['train', 'vae', '--data', data, '--bound', 'importance-weighted', '--beta', '2'],
      'latentkit: --bound importance-weighted: expected β = 1, equal parts and no free bits, as this bound is one term, received another beta. Leave it out, or use --bound elbo.',
    ],
    [
      'parts of samples',
      () => ['evaluate', join(work, 'vae'), '--samples', '1.5'],
      'latentkit: --samples: expected a whole number of at least 1, received 1.5. Change it and run again.',
    ],
    [
      'samples of a model without a posterior',
      () => ['evaluate', join(work, 'vq'), '--samples', '5', '--engine', 'cpu'],
      'latentkit: --samples: expected a run of a variational autoencoder, such as vae, received one of vq-vae. Leave out --samples.',
    ],
    [
      'a class that is none',
      () => ['decode', join(work, 'conditional'), '--code', '0,0,0', '--class', '10', '--engine', 'cpu'],
      'latentkit: --class: expected a class from 0 to ',
    ],
    [
      'a class for a model that takes none',
      () => ['decode', join(work, 'vae'), '--code', '0,0,0', '--class', '1', '--engine', 'cpu'],
      'latentkit: --class: expected a run of a conditional model, received one of vae. Leave out --class.',
    ],
    [
      'data without classes',
      () => ['train', 'conditional-vae', '--data', 'spiral', '--likelihood', 'gaussian', '--engine', 'cpu'],
      'latentkit: --data: expected examples with a class, for conditional-vae, received spiral, which has none.',
    ],
  ])('refuse %s', async (_, args, message) => {
    const { exitCode, stderr, stdout } = await latentkit(...args());
    expect(stderr).toContain(message);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });
});
