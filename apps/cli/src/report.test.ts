import { access, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallImages } from '@latentkit/test-kit/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';

let work: string;
let vae: string;
let autoencoder: string;
const small = ['--hidden', '8', '--epochs', '2', '--batch-size', '16', '--engine', 'cpu'];

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'latentkit-report-'));
  const data = await smallImages();
  [vae, autoencoder] = [join(work, 'vae'), join(work, 'autoencoder')];
  for (const [model, out] of [
    ['vae', vae],
    ['autoencoder', autoencoder],
  ] as const) {
    const trained = await latentkit('train', model, '--data', data, '--latent-size', '2', '--out', out, ...small);
    expect(trained).toMatchObject({ exitCode: 0, stderr: '' });
  }
}, 300_000);

const titles = async (file: string) =>
  [...(await readFile(file, 'utf8')).matchAll(/<figure [^>]*?aria-label="([^"]+): use the arrow keys/g)].map(
    ([, title]) => title,
  );

describe('report.html of a run', () => {
  it('shows its terms, images, samples, codes, traversals and energies, and keeps the numbers of each', async () => {
    expect(await titles(join(vae, 'report.html'))).toEqual([
      'The plane of codes, decoded',
      'Posterior q(z|y) of each example',
      'Loss over the run',
      'Terms of the objective',
      'Originals above reconstructions',
      'Codes by class',
      'Worst and best reconstructions',
      'Error by class',
      'Nearest neighbours in latent space',
      'KL of each latent dimension',
      'Images from codes of each sampler',
      'Latent traversal: each dimension from −3 to 3',
      'Does the model tell data from noise?',
      expect.stringMatching(/^Most confused by a linear classifier on the codes/),
      'Course of training',
    ]);
    const names = (await readdir(join(vae, 'figures'))).filter((name) => name.endsWith('.csv'));
    expect(names.sort()).toEqual(
      [
        ...[
          'bubbles',
          'class-errors',
          'confusion',
          'extremes',
          'latent-divergence',
          'latent',
          'loss',
          'manifold',
          'neighbors',
        ],
        ...['plausibility', 'reconstructions', 'samples', 'terms', 'traversal'],
      ].map((n) => `${n}.csv`),
    );
  });

  it('has as many words as dots that can be pointed at', async () => {
    const html = await readFile(join(vae, 'report.html'), 'utf8');
    const words = /data-words="([^"]+)"/.exec(html)?.[1]?.replaceAll('&quot;', '"') as string;
    expect(JSON.parse(words)).toHaveLength(16);
    expect(JSON.parse(words)[3]).toMatch(/^test 3 · z₁ \S+ · z₂ \S+ · class 1$/);
    const codes = html.slice(html.indexOf('aria-label="Codes by class'));
    const dots = /<g fill-opacity="[^"]+">(.*?)<\/g>/s.exec(codes)?.[1] as string;
    expect(dots.match(/<circle/g)).toHaveLength(16);
  });

  it('says that samples are left out where codes are large, and draws the codes by two components', async () => {
    const out = join(work, 'large');
    const data = await smallImages();
    await latentkit('train', 'autoencoder', '--data', data, '--latent-size', '150', '--out', out, ...small);
    const html = await readFile(join(out, 'report.html'), 'utf8');
    expect(html).toContain(
      `The samplers figure is left out: a mixture of Gaussians takes minutes to fit to 150 latent dimensions. Draw them with <code>latentkit figure samples ${out}</code>.`,
    );
    expect(html).toContain('The first two principal components of codes with 150 dimensions.');
  });

  it('is written again, the same byte for byte', async () => {
    const before = await readFile(join(vae, 'report.html'), 'utf8');
    const again = join(work, 'again.html');
    expect(await latentkit('report', vae, '--engine', 'cpu', '--out', again)).toMatchObject({ exitCode: 0 });
    expect(await readFile(again, 'utf8')).toBe(before);
  });
});

describe('report of several runs', () => {
  it('has their curves over common axes and the keys that differ alone', async () => {
    const out = join(work, 'comparison.html');
    expect(await latentkit('report', vae, autoencoder, '--engine', 'cpu', '--out', out)).toMatchObject({ exitCode: 0 });
    expect(await titles(out)).toEqual([
      'Test −ELBO, nats',
      'Test squared error',
      'Training: reconstruction',
      'Training: mean divergence',
      'Training: variance divergence',
      'The same images, several models',
    ]);
    const html = await readFile(out, 'utf8');
    expect(html).toContain('<td>β</td><td>1</td><td>–</td>');
    expect(html).not.toContain('<td>batch size</td>');
    expect((await stat(out)).size).toBeLessThan(1e6);
  });
});

describe('bad input', () => {
  it('is refused in one line, and nothing is written', async () => {
    const old = await mkdtemp(join(work, 'old-'));
    await writeFile(join(old, 'run.json'), '{"spec":{"model":"vae"},"epochs":[]}');
    expect(await latentkit('report', old)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `latentkit: ${old}/run.json: expected data as \`latentkit train\` writes it, received none. Train it again with this version of latentkit.\n`,
    });
    await expect(access(join(old, 'report.html'))).rejects.toThrow('ENOENT');
  });
});
