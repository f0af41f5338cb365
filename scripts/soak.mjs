// Training for minutes: memory, tensors, native sessions and open files must be flat. Every cycle trains, saves, reads back and goes on, on a new
// program, as a run that is killed again and again in one process.
//
//   node scripts/soak.mjs [--minutes 10] [--engine compiled]
//
// Needs the packages built.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { root } from './check/tool.mjs';
import { flatness } from './soak/flatness.mjs';

const { values: flags } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, engine: { type: 'string', default: 'compiled' } },
});
const minutes = Number(flags.minutes);

/** A package as the command sees it. @param {string} name */
const load = (name) =>
  import(pathToFileURL(createRequire(join(root, 'apps', 'cli', 'package.json')).resolve(name)).href);
const built = (/** @type {string} */ path) => import(pathToFileURL(join(root, 'packages', path)).href);

setFlagsFromString('--expose-gc');
const collect = /** @type {() => void} */ (runInNewContext('gc'));

const tf = await load('@tensorflow/tfjs-core');
await load('@tensorflow/tfjs-layers');
const core = await built('core/dist/index.js');
const { eagerCandidates, resolveEngine } = await built('core/dist/node.js');
const { writeDurably } = await built('core/dist/internalNode.js');
const { denseVariationalAutoencoder, negativeElbo, bernoulli } = await built('models/dist/index.js');
const { compiled, sessionCount } = await built('compile/dist/node.js');
const { engine: eager } = await resolveEngine(
  flags.engine === 'compiled' ? { candidates: eagerCandidates } : { prefer: flags.engine },
);
const engine = flags.engine === 'compiled' ? compiled() : eager;

const [rows, side] = [512, 28];
const pixels = Uint8Array.from({ length: rows * side * side }, (_, i) => ((i * 2654435761) >>> 24) & 255);
const data = { y: core.table(pixels, [rows, side, side, 1], 1 / 255) };
const folder = mkdtempSync(join(tmpdir(), 'latentkit-soak-'));
const file = join(folder, 'state.safetensors');

const model = denseVariationalAutoencoder({
  imageShape: [side, side, 1],
  hidden: [128],
  latentSize: 8,
  likelihood: bernoulli(),
  seed: 1,
});
const options = {
  model,
  objective: negativeElbo({ beta: 1 }),
  data,
  optimizer: core.adam(),
  engine,
  batchSize: 64,
  seed: 1,
};

/** Three epochs of eight steps from the saved state, left in the middle of the third. @param {number} cycle */
async function train(cycle) {
  const from = cycle === 0 ? undefined : core.decodeState(readFileSync(file)).state;
  let steps = 0;
  for await (const event of core.train({ ...options, epochs: 3 * (cycle + 1), ...(from && { from }) })) {
    if (event.kind !== 'step' || ++steps < 20) continue;
    await writeDurably(file, core.encodeState(await event.state()));
    break;
  }
}

const openFiles = () => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0);

/** @type {Record<string, number[]>} */
const seen = { tensors: [], sessions: [], 'open files': [], 'resident MiB': [] };
const end = Date.now() + minutes * 60_000;
let cycles = 0;
try {
  for (; Date.now() < end || cycles < 30; cycles++) {
    await train(cycles);
    if (cycles % 3 !== 0) continue;
    collect();
    seen.tensors?.push(tf.memory().numTensors);
    seen.sessions?.push(sessionCount());
    seen['open files']?.push(openFiles());
    seen['resident MiB']?.push(process.memoryUsage.rss() / 2 ** 20);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

console.log(`${cycles} cycles of 20 steps on ${engine.name}, each saved and read back, in ${minutes} minutes`);
let failed = 0;
for (const [name, values] of Object.entries(seen)) {
  const { ok, text } = flatness(values, name === 'resident MiB' ? { part: 0.05, least: 16 } : { part: 0, least: 0 });
  if (!ok) failed++;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}: ${text}`);
}
console.log(`${Object.keys(seen).length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
