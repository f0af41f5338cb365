// What the learning rules reach on MNIST's test set after ten epochs, each with the same autoencoder and its defaults: backpropagation, target
// propagation and difference target propagation. Three seeds of the lecture's 784-128-64-12-2, and one of 784-128-32.
//
//   pnpm build && node benchmarks/learningRules.mjs benchmarks/results/learning-rules.json [seeds, 3 unless given] [folder of runs]
//
// Runs that the folder holds already are not made again.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = process.env.LATENTKIT_MAIN ?? fileURLToPath(new URL('../apps/cli/dist/main.js', import.meta.url));
const [, , path, count = '3', folder = mkdtempSync(join(tmpdir(), 'latentkit-rules-'))] = process.argv;
const rules = ['autoencoder', 'target-propagation', 'difference-target-propagation'];
const sizes = [
  { name: '784-128-64-12-2', seeds: [0, 1, 2].slice(0, Number(count)), flags: [] },
  { name: '784-128-32', seeds: [0], flags: ['--hidden', '128', '--latent-size', '32'] },
];

/** @param {string} rule @param {string} name @param {number} seed @param {string[]} flags */
function train(rule, name, seed, flags) {
  const out = join(folder, `${rule}-${name}-${seed}`);
  const args = [cli, 'train', rule, '--seed', String(seed), ...flags, '--out', out];
  if (!existsSync(out)) execFileSync(process.execPath, args, { stdio: 'inherit' });
  return JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
}

const rows = sizes.flatMap(({ name, seeds, flags }) => {
  const runs = rules.map((rule) => ({ rule, runs: seeds.map((seed) => train(rule, name, seed, flags)) }));
  return runs.map(({ rule, runs: of }) => {
    const reached = of.map(({ test }) => test.perPixel);
    const mean = reached.reduce((sum, value) => sum + value, 0) / reached.length;
    const secondsPerEpoch = of.map(({ epochs }) =>
      Math.min(...epochs.map((/** @type {any} */ { seconds }) => seconds)),
    );
    const [{ engine }] = of;
    return { autoencoder: name, rule, seeds, testErrorPerPixel: reached, mean, secondsPerEpoch, engine: engine.name };
  });
});

for (const row of rows) {
  const base = rows.find(({ autoencoder, rule }) => autoencoder === row.autoencoder && rule === 'autoencoder');
  const beside = (100 * row.mean) / (base?.mean ?? Number.NaN) - 100;
  console.log(
    `${row.autoencoder} ${row.rule}: ${row.mean.toPrecision(4)} a pixel, ${beside.toFixed(1)} % beside backpropagation`,
  );
}
const result = { date: new Date().toISOString().slice(0, 10), machine: cpus()[0]?.model, cores: cpus().length, rows };
if (path) writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
