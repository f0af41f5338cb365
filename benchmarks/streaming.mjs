// A data set of images larger than memory should be: trained from its file and from memory, images a second and the most memory of each.
//
//   pnpm build && node benchmarks/streaming.mjs [gigabytes=3] [rounds=3]
//
// It ends with 1 where the run from the file takes 1 GB or more, or has less than 80 % of the speed from memory.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const shape = [32, 32, 3];
const size = 32 * 32 * 3;
const [warmUp, steps, batchSize] = [30, 400, 128];
const block = 5000;
const head = 128;

/** What a user of the command has installed. */
const require = createRequire(new URL('../apps/cli/package.json', import.meta.url));

/** A .npy file of so many images, in blocks of the same random bytes turned by another amount each. @param {string} path @param {number} rows */
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

/** Some steps of the lecture's autoencoder over the file. @param {string} path @param {string} from */
async function measure(path, from) {
  const { adam, train } = require('@latentkit/core');
  const { compiled } = require('@latentkit/compile/node');
  const { rowFile } = require('@latentkit/datasets/node');
  const { linearAutoencoder, reconstruction } = require('@latentkit/models');
  const { squaredError } = require('@latentkit/losses');
  require('@tensorflow/tfjs-backend-cpu');
  // Without its advice to install another backend.
  require('@tensorflow/tfjs-core').env().set('PROD', true);
  const y = from === 'memory' ? inMemory(path) : await rowFile(path);
  const model = linearAutoencoder({ imageShape: shape, seed: 1 });
  const objective = reconstruction({ cost: squaredError });
  let [started, losses] = [0, 0];
  for await (const event of train({
    model,
    objective,
    data: { y },
    optimizer: adam(),
    engine: compiled(),
    epochs: 1,
    batchSize,
  })) {
    if (event.kind !== 'step') break;
    losses += event.total;
    if (event.step === warmUp) started = performance.now();
    if (event.step === warmUp + steps) break;
  }
  const seconds = (performance.now() - started) / 1000;
  await y.close?.();
  const megabytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ imagesPerSecond: (steps * batchSize) / seconds, megabytes, losses }));
}

async function main(gigabytes = 3, rounds = 3) {
  const folder = mkdtempSync(join(tmpdir(), 'latentkit-streaming-'));
  try {
    const [path, rows] = [join(folder, 'images.npy'), Math.floor((gigabytes * 1e9) / size)];
    write(path, rows);
    console.log(
      `${rows} images of ${shape.join('×')} bytes, ${gigabytes} GB; ${steps} steps of ${batchSize}; best of ${rounds}`,
    );
    const best = Object.fromEntries(
      ['file', 'memory'].map((from) => [from, { imagesPerSecond: 0, megabytes: 0, losses: 0 }]),
    );
    for (let round = 0; round < rounds; round++) {
      for (const [from, so] of Object.entries(best)) {
        const output = execFileSync(process.execPath, [fileURLToPath(import.meta.url), 'measure', path, from], {
          encoding: 'utf8',
        });
        const { imagesPerSecond, megabytes, losses } = JSON.parse(output);
        so.imagesPerSecond = Math.max(so.imagesPerSecond, imagesPerSecond);
        so.megabytes = Math.max(so.megabytes, megabytes);
        so.losses = losses;
      }
    }
    for (const [from, { imagesPerSecond, megabytes }] of Object.entries(best)) {
      console.log(
        `from ${from.padEnd(7)} ${Math.round(imagesPerSecond)} images/s, at most ${Math.round(megabytes)} MB`,
      );
    }
    const { file, memory } = best;
    const share = file.imagesPerSecond / memory.imagesPerSecond;
    const same = file.losses === memory.losses;
    console.log(`${(100 * share).toFixed(0)} % of the speed; losses ${same ? 'the same, bit for bit' : 'differ'}`);
    const passed = [share >= 0.8, file.megabytes < 1000, same].filter(Boolean).length;
    console.log(`${passed} passed, ${3 - passed} failed`);
    process.exitCode = passed === 3 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [, , first, ...rest] = process.argv;
if (first === 'measure') await measure(rest[0], rest[1]);
else await main(...[first, ...rest].filter((text) => text !== undefined).map(Number));
