import '@tensorflow/tfjs-backend-cpu';
import { access, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallImages } from '@latentkit/test-kit/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { latentkit } from '../../testing/latentkit.ts';

let data: string;
let work: string;

beforeAll(async () => {
  data = await smallImages({ train: 32, test: 8 });
  work = await mkdtemp(join(tmpdir(), 'latentkit-autoencoders-'));
});

const train = (model: string, ...flags: string[]) =>
  latentkit('train', model, '--epochs', '1', '--batch-size', '16', '--engine', 'cpu', ...flags);

describe.each([
  ['denoising-autoencoder', '--corruption patches --corruption-level 3 --hidden none --latent-size 8'],
  ['convolutional-denoising-autoencoder', '--corruption blur --filters 2 --latent-size 4'],
  ['sparse-autoencoder', '--regularizer kl --latent-size 80'],
  ['contractive-autoencoder', '--hidden 8 --latent-size 3 --latent-activation tanh'],
  ['tied-autoencoder', '--hidden 8 --latent-size 3'],
])('%s', (model, flags) => {
  it(`trains with ${flags}, and the run can be evaluated and reconstructed from`, async () => {
    const out = join(work, model);
    expect(await train(model, '--data', data, '--out', out, ...flags.split(' '))).toMatchObject({ exitCode: 0 });
    const evaluated = await latentkit('evaluate', out, '--engine', 'cpu', '--json');
    expect(JSON.parse(evaluated.stdout).perExample).toBeGreaterThan(0);
    const picture = join(work, `${model}.png`);
    const drawn = await latentkit('reconstruct', out, '--rows', '0,1', '--engine', 'cpu', '--out', picture);
    expect(drawn).toMatchObject({ exitCode: 0, stderr: '' });
  });
});

describe('a corruption that does not fit is refused, and no run is left behind', () => {
  it.each([
    ['--data spiral --corruption blur', 'blur: expected images [batch,height,width,channels], received [1,2].'],
    [
      '--data spiral --corruption masking --corruption-level 2',
      'masking, probability: expected a number from 0 to 1, received 2.',
    ],
    [
      '--corruption fog',
      '--corruption: expected one of gaussian, masking, salt-and-pepper, patches, lines, blur, received "fog".',
    ],
  ])('%s', async (flags, message) => {
    const out = join(work, 'refused');
    const refused = await train('denoising-autoencoder', '--out', out, ...flags.split(' '));
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.stderr).toContain(message);
    await expect(access(out)).rejects.toThrow();
  });
});
