// What the models reach on MNIST's test set after ten epochs, three seeds, beside PyTorch with the same spec.
//
//   pnpm build && node benchmarks/quality.mjs benchmarks/results/quality.json
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../apps/cli/dist/main.js', import.meta.url));
const seeds = [0, 1, 2];
const deep = ['--hidden', '512,256', '--latent-size', '16'];

/** @typedef {{ perExample: number, perPixel: number }} Reached */

/** @param {string} path a run @returns {Reached} on its whole test set */
const testOf = (path) => JSON.parse(readFileSync(join(path, 'run.json'), 'utf8')).test;

/** @param {string} path a run @returns {Reached & { bound: Reached }} on 1000 test images, drawn black and white */
function drawn(path) {
  const flags = ['--examples', '1000', '--samples', '100', '--json'];
  return JSON.parse(execFileSync(process.execPath, [cli, 'evaluate', path, ...flags], { encoding: 'utf8' }));
}

/**
 * PyTorch 2.15, float32, batch 128, Adam 1e-3 (autoencoders: coupled weight decay 1e-5), its default initialisation; three seeds.
 *
 * @type {{ model: string, flags: string[], figures: Record<string, { of: (path: string) => number, pytorch: { mean: number, deviation: number } }> }[]}
 */
const jobs = [
  {
    model: 'autoencoder',
    flags: [],
    figures: {
      'squared error per pixel': { of: (path) => testOf(path).perPixel, pytorch: { mean: 0.0425, deviation: 0.0012 } },
    },
  },
  {
    model: 'convolutional-autoencoder',
    flags: [],
    figures: {
      'squared error per pixel': {
        of: (path) => testOf(path).perPixel,
        pytorch: { mean: 0.00279, deviation: 0.00011 },
      },
    },
  },
  {
    model: 'vae',
    flags: [],
    figures: { '−ELBO, nats': { of: (path) => testOf(path).perExample, pytorch: { mean: 105.49, deviation: 0.15 } } },
  },
  {
    model: 'vae',
    flags: deep,
    figures: { '−ELBO, nats': { of: (path) => testOf(path).perExample, pytorch: { mean: 103.78, deviation: 0.6 } } },
  },
  {
    model: 'vae',
    flags: [...deep, '--binarize'],
    figures: {
      '−ELBO of 1000 binary images, nats': {
        of: (path) => drawn(path).perExample,
        pytorch: { mean: 101.2, deviation: 0.6 },
      },
      '−log p of 1000 binary images by 100 samples, nats': {
        of: (path) => drawn(path).bound.perExample,
        pytorch: { mean: 97, deviation: 0.8 },
      },
    },
  },
];

const rows = jobs.flatMap(({ model, flags, figures }) => {
  const runs = seeds.map((seed) => {
    const out = join(mkdtempSync(join(tmpdir(), 'latentkit-quality-')), 'run');
    const args = ['train', model, ...flags, '--seed', String(seed), '--out', out];
    execFileSync(process.execPath, [cli, ...args], { stdio: 'inherit' });
    return out;
  });
  const { engine, versions } = JSON.parse(readFileSync(join(/** @type {string} */ (runs[0]), 'run.json'), 'utf8'));
  return Object.entries(figures).map(([figure, { of, pytorch }]) => {
    const reached = runs.map(of);
    const mean = reached.reduce((sum, value) => sum + value, 0) / reached.length;
    const deviation = Math.sqrt(reached.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (reached.length - 1));
    return { model, flags, figure, seeds, reached, mean, deviation, pytorch, engine: engine.name, versions };
  });
});

for (const { model, flags, figure, mean, deviation, pytorch } of rows) {
  const shown = (/** @type {{ mean: number, deviation: number }} */ value) =>
    `${value.mean.toPrecision(value.mean > 10 ? 5 : 3)} ± ${value.deviation.toPrecision(2)}`;
  const name = [model, ...flags].join(' ');
  console.log(`${name}, ${figure}: ${shown({ mean, deviation })}; PyTorch ${shown(pytorch)}`);
}
const [, , path] = process.argv;
const result = { date: new Date().toISOString().slice(0, 10), machine: cpus()[0]?.model, cores: cpus().length, rows };
if (path) writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
