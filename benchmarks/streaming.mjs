// A data set of images larger than memory should be: trained from its file and from memory, images per second of both, and the most memory.
//
//   pnpm build && node benchmarks/streaming.mjs [gigabytes=3] [turns=12] [results.json]
//
// Speed: two equal runs in one process, one from the file and one from an array, which take turns of 84 steps, so that whatever else the machine
// does meets both. Memory: a run from the file alone, and `latentkit train` over an epoch, report and figures included. It ends with 1 where a
// run from the file takes 1 GB or more, has less than 80 % of the speed from memory, or other losses.
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const shape = [32, 32, 3];
const size = 32 * 32 * 3;
const batchSize = 128;
/** A window of the reader is 42 steps. */
const [warmUp, untimed, steps, alone] = [30, 6, 84, 1000];
const block = 5000;
const head = 128;

/** What a user of the command has installed. */
const require = createRequire(new URL('../apps/cli/package.json', import.meta.url));
const cli = fileURLToPath(new URL('../apps/cli/dist/main.js', import.meta.url));

/** A .npy file of this many images, in blocks of the same random bytes turned by another amount each. @param {string} path @param {number} rows */
function write(path, rows) {
  const { fillUniform } = require('@latentkit/core');
  const noise = fillUniform(new Float32Array(block * size), { seed: 1, stream: 0xc000_0000, step: 0 });
  const bytes = Uint8Array.from(noise, (u) => 256 * u);
  const header = `{'descr': '|u1', 'fortran_order': False, 'shape': (${[rows, ...shape].join(', ')}), }`;
  const file = openSync(path, 'w');
  writeSync(file, Buffer.from(`\x93NUMPY\x01\x00v\x00${header.padEnd(head - 11)}\n`, 'latin1'));
  for (let from = 0; from < rows; from += block) {
    writeSync(file, bytes, 0, Math.min(block, rows - from) * size);
    for (let i = 0; i < bytes.length; i++) bytes[i] += 7;
  }
  closeSync(file);
}

/** The same rows as one array. @param {string} path */
function inMemory(path) {
  const values = new Uint8Array(statSync(path).size - head);
  const file = openSync(path, 'r');
  for (let at = 0; at < values.length; )
    at += readSync(file, values, at, Math.min(2 ** 30, values.length - at), head + at);
  closeSync(file);
  return { values, shape: [values.length / size, ...shape], scale: 1 / 255 };
}

/** Steps of the lecture's autoencoder. @param {any} y where from */
function run(y) {
  const { adam, train } = require('@latentkit/core');
  const { compiled } = require('@latentkit/compile/node');
  const { denseAutoencoder, reconstruction } = require('@latentkit/models');
  const { squaredError } = require('@latentkit/losses');
  require('@tensorflow/tfjs-backend-cpu');
  // Without its advice to install another backend.
  require('@tensorflow/tfjs-core').env().set('PROD', true);
  const model = denseAutoencoder({ imageShape: shape, seed: 1 });
  const objective = reconstruction({ cost: squaredError });
  const options = { model, objective, data: { y }, optimizer: adam(), engine: compiled(), epochs: 1, batchSize };
  const events = train(options);
  let losses = 0;
  const step = async (/** @type {number} */ count) => {
    for (let i = 0; i < count; i++) losses += (await events.next()).value.total;
  };
  return { step, losses: () => losses };
}

/** @param {string} path @param {number} turns */
async function speed(path, turns) {
  const { rowFile } = require('@latentkit/datasets/node');
  const file = await rowFile(path);
  const runs = { file: run(file), memory: run(inMemory(path)) };
  for (const one of Object.values(runs)) await one.step(warmUp);
  const found = [];
  for (let turn = 0; turn < turns; turn++) {
    const seconds = { file: 0, memory: 0 };
    for (const name of /** @type {const} */ (turn % 2 ? ['file', 'memory'] : ['memory', 'file'])) {
      await runs[name].step(untimed);
      const started = performance.now();
      await runs[name].step(steps);
      seconds[name] = (performance.now() - started) / 1000;
    }
    found.push(seconds);
  }
  await file.close();
  const imagesPerSecond = (/** @type {'file' | 'memory'} */ name) =>
    Math.round((steps * batchSize) / median(found.map((one) => one[name])));
  return {
    fromFile: imagesPerSecond('file'),
    fromMemory: imagesPerSecond('memory'),
    share: median(found.map(({ file, memory }) => memory / file)),
    shares: found.map(({ file, memory }) => Number((memory / file).toFixed(3))),
    sameLosses: runs.file.losses() === runs.memory.losses(),
  };
}

/** @param {string} path */
async function memory(path) {
  const { rowFile } = require('@latentkit/datasets/node');
  const file = await rowFile(path);
  await run(file).step(alone);
  await file.close();
  return { megabytes: process.resourceUsage().maxRSS / 1024 };
}

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** In a process of its own. @param {string[]} args */
const apart = (...args) =>
  JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), ...args], { encoding: 'utf8' }));

/** An epoch of the command; at its end it says what it held. @param {string} path @param {string} folder */
function command(path, folder) {
  const [out, held] = [join(folder, 'run'), join(folder, 'held')];
  const atEnd = `import { writeFileSync } from 'node:fs'; process.on('exit', () => writeFileSync(${JSON.stringify(held)}, String(process.resourceUsage().maxRSS / 1024)));`;
  const args = ['--import', `data:text/javascript,${encodeURIComponent(atEnd)}`, cli];
  args.push('train', 'autoencoder', '--data', path, '--epochs', '1', '--out', out);
  const started = performance.now();
  execFileSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const seconds = (performance.now() - started) / 1000;
  const { epochs } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
  return {
    megabytes: Number(readFileSync(held, 'utf8')),
    imagesPerSecond: Math.round(epochs[0].examplesPerSecond),
    seconds: Number(seconds.toFixed(1)),
  };
}

/** @param {number} gigabytes @param {number} turns @param {string | undefined} results */
function main(gigabytes, turns, results) {
  const folder = mkdtempSync(join(tmpdir(), 'latentkit-streaming-'));
  const load = loadavg()[0];
  try {
    const [path, rows] = [join(folder, 'images.npy'), Math.floor((gigabytes * 1e9) / size)];
    write(path, rows);
    console.log(`${rows} images of ${shape.join('×')} bytes, ${gigabytes} GB; batches of ${batchSize}`);
    const speeds = apart('speed', path, String(turns));
    console.log(`from the file ${speeds.fromFile} images/s, from memory ${speeds.fromMemory}`);
    console.log(`${(100 * speeds.share).toFixed(0)} % of the speed, the median of ${turns} turns`);
    console.log(`losses ${speeds.sameLosses ? 'the same, bit for bit' : 'differ'}`);
    const { megabytes } = apart('memory', path);
    console.log(`${alone} steps from the file: at most ${Math.round(megabytes)} MB`);
    const trained = command(path, folder);
    console.log(`latentkit train: at most ${Math.round(trained.megabytes)} MB, ${trained.imagesPerSecond} images/s`);
    const checks = [speeds.share >= 0.8, speeds.sameLosses, megabytes < 1000, trained.megabytes < 1000];
    const passed = checks.filter(Boolean).length;
    console.log(`${passed} passed, ${checks.length - passed} failed`);
    process.exitCode = passed === checks.length ? 0 : 1;
    if (results === undefined) return;
    const machine = { cpu: cpus()[0]?.model, cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), load };
    const versions = {
      node: process.versions.node,
      ...Object.fromEntries(
        ['latentkit', '@tensorflow/tfjs-core', 'onnxruntime-node'].map((name) => [name, versionOf(name)]),
      ),
    };
    const date = new Date().toISOString().slice(0, 10);
    const result = {
      date,
      machine,
      versions,
      gigabytes,
      rows,
      shape,
      batchSize,
      turns,
      ...speeds,
      megabytes,
      command: trained,
    };
    writeFileSync(results, `${JSON.stringify(result, null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} name */
const versionOf = (name) => require(`${name}/package.json`).version;

const [, , first, ...rest] = process.argv;
if (first === 'speed') process.stdout.write(JSON.stringify(await speed(rest[0], Number(rest[1]))));
else if (first === 'memory') process.stdout.write(JSON.stringify(await memory(rest[0])));
else main(Number(first ?? 3), Number(rest[0] ?? 12), rest[1]);
