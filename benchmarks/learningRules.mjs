// What the learning rules reach on MNIST's test set after ten epochs, each with the same autoencoder and its defaults: backpropagation, target
// propagation and difference target propagation. Three seeds of the lecture's 784-128-64-12-2, and one of 784-128-32.
//
//   pnpm build && node benchmarks/learningRules.mjs benchmarks/results/learning-rules.json [seeds, 3 by default] [folder of runs]
//
// Runs that the folder holds already are not made again.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = process.env.LATENTKIT_MAIN ?? fileURLToPath(new URL('../apps/cli/dist/main.js', import.meta.url));
const [, , path, count = '3', folder = mkdtempSync(join(tmpdir(), 'latentkit-rules-'))] = process.argv;
/** The autoencoder's own defaults have the lecture's weight decay, 1e-5, which the other rules have not: so it is shown without too. */
const rules = {
  backpropagation: ['autoencoder'],
  'backpropagation-undecayed': ['autoencoder', '--weight-decay', '0'],
  'target-propagation': ['target-propagation'],
  'difference-target-propagation': ['difference-target-propagation'],
};
const sizes = [
  {
    name: '784-128-64-12-2',
    seeds: [0, 1, 2].slice(0, Number(count)),
    flags: ['--hidden', '128,64,12', '--latent-size', '2'],
  },
  { name: '784-128-32', seeds: [0], flags: ['--hidden', '128', '--latent-size', '32'] },
];

/** @param {keyof typeof rules} rule @param {string} name @param {number} seed @param {string[]} flags */
function train(rule, name, seed, flags) {
  const out = join(folder, `${rule}-${name}-${seed}`);
  const args = [cli, 'train', ...rules[rule], '--seed', String(seed), ...flags, '--out', out];
  if (!existsSync(out)) execFileSync(process.execPath, args, { stdio: 'inherit' });
  return JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
}

const rows = sizes.flatMap(({ name, seeds, flags }) => {
  const names = /** @type {(keyof typeof rules)[]} */ (Object.keys(rules));
  const runs = names.map((rule) => ({ rule, runs: seeds.map((seed) => train(rule, name, seed, flags)) }));
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
  const base = rows.find(
    ({ autoencoder, rule }) => autoencoder === row.autoencoder && rule === 'backpropagation-undecayed',
  );
  const beside = (100 * row.mean) / (base?.mean ?? Number.NaN) - 100;
  console.log(
    `${row.autoencoder} ${row.rule}: ${row.mean.toPrecision(4)} a pixel, ${beside.toFixed(1)} % beside backpropagation without weight decay`,
  );
}
const result = { date: new Date().toISOString().slice(0, 10), machine: cpus()[0]?.model, cores: cpus().length, rows };
if (path) writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
