// Area under ROC of `latentkit train` and `score` beside PyOD's AutoEncoder and Isolation Forest, with their defaults, on the same splits: one class of
// scikit-learn's breast cancer and digits is normal and trained on, all others are anomalies.
//
//   pnpm build && node scripts/anomalies.mjs benchmarks/results/anomalies.json [python with pyod, torch, tqdm and pandas, python3 by default]
//
// It ends with 1 where the recommended model is more than 0.02 below PyOD's autoencoder.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { start } from './bulk/latentkit.mjs';

const [, , results, python = 'python3'] = process.argv;
const main = fileURLToPath(new URL('../apps/cli/dist/main.js', import.meta.url));
const peers = fileURLToPath(new URL('../benchmarks/peers/anomalies.py', import.meta.url));
const recommended = ['autoencoder', '--hidden', '32,16', '--latent-size', '4'];
/** @type {Record<string, string[]>} */
const models = {
  default: ['autoencoder'],
  recommended,
  'recommended, 200 epochs': [...recommended, '--epochs', '200'],
};
const atOnce = cpus().length;

/** @typedef {{ name: string, seed: number, folder: string, train: number, normal: number, anomalous: number }} Split */

/** @param {string} what @param {string} folder */
async function peer(what, folder) {
  const env = { ...process.env, OMP_NUM_THREADS: '1' };
  const { stdout } = await promisify(execFile)(python, [peers, what, folder], { env });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** @param {readonly string[]} args */
async function latentkit(...args) {
  const { code, output } = await start(main, args).ended;
  if (code !== 0) throw new Error(`latentkit ${args.join(' ')} ended with ${code}: ${output}`);
}

/** The share of pairs of an anomaly and a normal row in which the anomaly has more energy. @param {ArrayLike<number>} energies @param {readonly boolean[]} anomalous */
function areaUnderRoc(energies, anomalous) {
  const [above, below] = [true, false].map((which) =>
    anomalous.flatMap((one, i) => (one === which ? [Number(energies[i])] : [])),
  );
  let pairs = 0;
  for (const high of above ?? []) for (const low of below ?? []) pairs += high > low ? 1 : high === low ? 0.5 : 0;
  return pairs / ((above?.length ?? 0) * (below?.length ?? 0));
}

/** @param {string} folder a split @param {string} name a model @param {number} seed */
async function ours(folder, name, seed) {
  const [run, energies] = [join(folder, name), join(folder, `${name}.npy`)];
  const options = [
    '--data',
    join(folder, 'train.csv'),
    '--seed',
    String(seed),
    '--threads',
    '1',
    '--no-report',
    '--out',
    run,
  ];
  await latentkit('train', ...(models[name] ?? []), ...options);
  await latentkit('score', run, '--data', join(folder, 'test.csv'), '--out', energies);
  const rows = readFileSync(join(folder, 'test.csv'), 'utf8').trim().split('\n').slice(1);
  const bytes = readFileSync(energies);
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset + 128, bytes.byteOffset + bytes.length));
  if (values.length !== rows.length) throw new Error(`${values.length} energies of ${rows.length} rows`);
  return areaUnderRoc(
    values,
    rows.map((row) => row.endsWith(',anomaly')),
  );
}

/** @param {readonly number[]} values */
function spread(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    mean,
    deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)),
  };
}

const folder = mkdtempSync(join(tmpdir(), 'latentkit-anomalies-'));
try {
  /** @type {Split[]} */
  const splits = await peer('write', folder);
  /** @type {Record<string, number>[]} */
  const areas = splits.map(() => ({}));
  const jobs = splits.flatMap((split, i) => Object.keys(models).map((name) => ({ split, i, name })));
  const worker = async () => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      const area = await ours(join(folder, job.split.folder), job.name, job.split.seed);
      Object.assign(areas[job.i] ?? {}, { [job.name]: area });
      console.log(`${job.split.name}, split ${job.split.seed}, ${job.name}: ${area.toFixed(3)}`);
    }
  };
  const [theirs] = await Promise.all([peer('score', folder), ...Array.from({ length: atOnce }, worker)]);
  splits.forEach((split, i) => {
    const { folder: _, ...found } = theirs.areas.find((/** @type {Split} */ one) => one.folder === split.folder);
    Object.assign(areas[i] ?? {}, found);
  });
  const names = Object.keys(areas[0] ?? {});
  const table = [...new Set(splits.map(({ name }) => name))].map((data) => {
    const rows = areas.filter((_, i) => splits[i]?.name === data);
    return {
      data,
      splits: rows.length,
      ...Object.fromEntries(names.map((name) => [name, spread(rows.map((row) => Number(row[name])))])),
    };
  });
  let behind = 0;
  for (const row of /** @type {Record<string, any>[]} */ (table)) {
    console.log(
      `${row.data}: ${names.map((name) => `${name} ${row[name].mean.toFixed(3)} ± ${row[name].deviation.toFixed(3)}`).join(', ')}`,
    );
    if (row.recommended.mean < row.autoEncoder.mean - 0.02) behind++;
  }
  console.log(`${table.length - behind} passed, ${behind} failed`);
  process.exitCode = behind === 0 ? 0 : 1;
  const machine = {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    instructions: /\bavx512f\b/.test(readFileSync('/proc/cpuinfo', 'utf8')) ? 'AVX-512' : 'AVX2',
  };
  const { versions, defaults } = theirs;
  const date = new Date().toISOString().slice(0, 10);
  const each = splits.map(({ folder: _, ...split }, i) => ({ ...split, ...areas[i] }));
  const result = {
    date,
    machine,
    versions: { node: process.versions.node, ...versions },
    models,
    pyodAutoEncoder: defaults,
    table,
    splits: each,
  };
  if (results) writeFileSync(results, `${JSON.stringify(result, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
