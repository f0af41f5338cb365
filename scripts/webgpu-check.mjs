// WebGPU in Node: what doctor finds, a run of the command, and a step of each kind, all beside the compiled engine. The adapter is the one in software that
// chromium brings (SwiftShader), or any that the machine has.
//
//   node scripts/webgpu-check.mjs
//
// Needs the packages built. One process takes all kinds of steps: each process compiles its shaders again, which takes longest in software.
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findChromium } from '@latentkit/browser/chromium';
import { run } from './bootstrap/child.mjs';
import { root } from './check/tool.mjs';
import { totals } from './check/totals.mjs';
import { command, smallMnist } from './pages/runs.mjs';

/** Sums in float32 in another order, and Adam makes a whole step of the sign of nearly nothing. */
const tolerance = 1e-3;
const { report, skip, end } = totals();
const folder = mkdtempSync(join(tmpdir(), 'latentkit-webgpu-'));
const latentkit = command(join(root, 'apps', 'cli', 'dist', 'main.js'), folder);

const found = findChromium();
const places = ['path' in found ? dirname(realpathSync(found.path)) : '', '/usr/lib/chromium'];
const place = places.find((one) => existsSync(join(one, 'vk_swiftshader_icd.json')));
if (place !== undefined && process.env.VK_ICD_FILENAMES === undefined) {
  process.env.VK_ICD_FILENAMES = join(place, 'vk_swiftshader_icd.json');
  // Its loader of Vulkan too, where the system has none.
  process.env.LD_LIBRARY_PATH = [process.env.LD_LIBRARY_PATH, place].filter(Boolean).join(':');
}

/** The losses of the steps of a run. @param {string} name @returns {number[]} */
const losses = (name) =>
  readFileSync(join(folder, name, 'metrics.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ kind }) => kind === 'step')
    .map(({ weights, terms }) => Object.entries(terms).reduce((sum, [name, term]) => sum + weights[name] * term, 0));

async function aRun() {
  const data = smallMnist(folder, { train: 96, test: 32 });
  const few = ['--data', data, '--batch-size', '32', '--epochs', '1', '--no-report'];
  for (const engine of ['compiled', 'webgpu'])
    await latentkit(
      'train',
      'vae',
      '--hidden',
      '32',
      '--latent-size',
      '4',
      ...few,
      '--engine',
      engine,
      '--out',
      engine,
    );
  const [cpu, gpu] = [losses('compiled'), losses('webgpu')];
  const apart = Math.max(...cpu.map((loss, i) => Math.abs(loss - (gpu[i] ?? Number.NaN)) / Math.abs(loss)));
  report(
    `train vae --engine webgpu, ${cpu.length} steps`,
    cpu.length === 3 && apart < tolerance,
    `losses differ by ${apart.toExponential(1)}`,
  );
}

async function allKinds() {
  const options = ['--conditions=@latentkit/source', '--import', 'tsx'];
  const { code, output } = await run(
    process.execPath,
    [...options, join(root, 'apps', 'browser', 'src', 'inNode.ts')],
    {
      cwd: root,
      onLine: () => {},
    },
  );
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  for (const { name, losses, ms, difference } of lines.map((line) => JSON.parse(line))) {
    const times = ms.map(Math.round).join(', ');
    report(
      `${name}, ${losses.length} steps`,
      losses.length === 4 && difference < tolerance,
      `weights differ by ${difference.toExponential(1)}; ${times} ms`,
    );
  }
  if (code !== 0 || lines.length !== 4) report('all kinds', false, output.slice(-300));
}

const doctor = await latentkit('doctor');
if (!/✓ webgpu/.test(doctor)) {
  skip(doctor.split('\n').find((line) => line.includes('webgpu')) ?? 'no webgpu');
} else {
  report('doctor finds an adapter', true, '');
  for (const check of [aRun, allKinds])
    await check().catch((error) => report(check.name, false, String(error).slice(0, 300)));
}
rmSync(folder, { recursive: true, force: true });
end();
