import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from './cli.ts';

const folder = await mkdtemp(join(tmpdir(), 'latentkit-verdict-'));

/** Two waves and what follows from them; one value of 400 where an outlier is asked for. */
async function waves(name: string, outlier?: number): Promise<string> {
  const rows = Array.from({ length: 600 }, (_, i) => {
    const [t, u] = [2 * Math.sin(i), Math.cos(1.7 * i)];
    return [t, u, t + u / 2 + 0.1 * Math.sin(7.3 * i), i === outlier ? 400 : t - u].join();
  });
  const path = join(folder, name);
  await writeFile(path, ['a,b,c,d', ...rows].join('\n'));
  return path;
}

/** Few rows of many columns that have nothing to do with each other: what can be learned of them is the rows themselves. */
async function noise(name: string): Promise<string> {
  const rows = Array.from({ length: 80 }, (_, i) =>
    Array.from({ length: 24 }, (_, column) => Math.sin(1000 * Math.sin(24 * i + column + 1))).join(),
  );
  const path = join(folder, name);
  await writeFile(path, [Array.from({ length: 24 }, (_, i) => `c${i}`).join(), ...rows].join('\n'));
  return path;
}

/** The faults that the report of a run names. */
async function faults(name: string, ...args: string[]): Promise<string[]> {
  const out = join(folder, name);
  expect(await run(['train', ...args, '--out', out])).toBe(0);
  const page = await readFile(join(out, 'report.html'), 'utf8');
  const verdict = /<h2>Verdict<\/h2>([\s\S]*?)<\/section>/.exec(page)?.[1] as string;
  return [...verdict.matchAll(/<strong>([^<]*)\.<\/strong>/g)].map(([, fault]) => fault as string);
}

const table = ['--hidden', '16', '--latent-size', '2', '--epochs', '60'];

it.each([
  ['Under-trained', async () => ['vae', '--examples', '20000', '--epochs', '1']],
  [
    'Identity',
    async () => ['autoencoder', '--data', 'spiral', '--hidden', 'none', '--latent-size', '16', '--epochs', '60'],
  ],
  ['Posterior collapse', async () => ['vae', '--examples', '10000', '--epochs', '4', '--beta', '60']],
  [
    'Overfit',
    async () => [
      'autoencoder',
      '--data',
      await noise('noise.csv'),
      '--hidden',
      '256',
      '--latent-size',
      '12',
      '--epochs',
      '200',
    ],
  ],
  ['Dead codebook entries', async () => ['vq-vae', '--codebook-size', '512', '--epochs', '3', '--examples', '5000']],
  ['Outliers', async () => ['autoencoder', '--data', await waves('outlier.csv', 77), ...table]],
])('a report names %s', { timeout: 300_000 }, async (fault, args) => {
  expect(await faults(fault.replaceAll(' ', '-'), ...(await args()))).toContain(fault);
});

it.each([
  ['a table', async () => ['autoencoder', '--data', await waves('good.csv'), ...table]],
  ['the spiral', async () => ['--config', join(import.meta.dirname, '../../../examples/specs/spiral.yaml')]],
  ['digits', async () => ['autoencoder', '--epochs', '10']],
  ['digits with noise', async () => ['denoising-autoencoder', '--epochs', '10']],
  ['digits by a vae', async () => ['vae', '--epochs', '10']],
  ['digits by tied weights', async () => ['tied-autoencoder', '--epochs', '10']],
])('a report of %s names no fault', { timeout: 300_000 }, async (name, args) => {
  expect(await faults(name.replaceAll(' ', '-'), ...(await args()))).toEqual([]);
});
