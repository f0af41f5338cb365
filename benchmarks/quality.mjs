// What the lecture's autoencoders reach on MNIST's test set after ten epochs, three seeds, beside PyTorch with the same spec.
//
//   pnpm build && node benchmarks/quality.mjs benchmarks/results/quality.json
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../apps/cli/dist/main.js', import.meta.url));
const seeds = [0, 1, 2];
/** PyTorch 2.15, float32, batch 128, Adam 1e-3 with coupled weight decay 1e-5, its default initialisation; three seeds. */
const pytorch = {
  autoencoder: { mean: 0.0425, deviation: 0.0012 },
  'convolutional-autoencoder': { mean: 0.00279, deviation: 0.00011 },
};

const rows = Object.entries(pytorch).map(([model, peer]) => {
  const runs = seeds.map((seed) => {
    const out = join(mkdtempSync(join(tmpdir(), 'latentkit-quality-')), 'run');
    execFileSync(process.execPath, [cli, 'train', model, '--seed', String(seed), '--out', out], { stdio: 'inherit' });
    return JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
  });
  const reached = runs.map(({ test }) => test.perPixel);
  const mean = reached.reduce((sum, value) => sum + value, 0) / reached.length;
  const deviation = Math.sqrt(reached.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (reached.length - 1));
  const { engine, versions } = runs[0];
  return { model, seeds, testErrorPerPixel: reached, mean, deviation, pytorch: peer, engine: engine.name, versions };
});

for (const { model, mean, deviation, pytorch } of rows) {
  const shown = (/** @type {{ mean: number, deviation: number }} */ value) =>
    `${value.mean.toPrecision(3)} ± ${value.deviation.toPrecision(2)}`;
  console.log(`${model}: ${shown({ mean, deviation })} a pixel; PyTorch ${shown(pytorch)}`);
}
const [, , path] = process.argv;
const result = { date: new Date().toISOString().slice(0, 10), machine: cpus()[0]?.model, cores: cpus().length, rows };
if (path) writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
