import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { root } from '../check/tool.mjs';

/**
 * A parser and files that it takes. What it does with any others must be an error of ours.
 * @typedef {object} Target
 * @property {string} name
 * @property {readonly Uint8Array[]} files
 * @property {(bytes: Uint8Array) => unknown} parse
 * @property {boolean} [native] it hands over to code that allocates by itself, and minds a replaced `Uint8Array`: only the process's memory is looked at
 */

const require = createRequire(join(root, 'apps', 'cli', 'package.json'));
/** @param {string} path */
const source = (path) => import(join(root, ...path.split('/')));
const testdata = join(root, 'packages', 'datasets', 'testdata');
/** @param {string} ending */
const golden = (ending) =>
  readdirSync(testdata)
    .filter((name) => extname(name) === ending)
    .map((name) => new Uint8Array(readFileSync(join(testdata, name))));
/** @param {string} text */
const utf8 = (text) => new TextEncoder().encode(text);
/** @param {number} length */
const ramp = (length) => Uint8Array.from({ length }, (_, i) => i * 7);

/**
 * Every parser of a file that comes from somewhere else. Those that read a path get one in a folder of their own.
 * @returns {Promise<{ targets: Target[], isOurs: (error: unknown) => boolean, close: () => void }>}
 */
export async function makeTargets() {
  const core = await source('packages/core/src/index.ts');
  const data = await source('packages/datasets/src/index.ts');
  const { isLatentKitError } = await source('packages/errors/src/index.ts');
  const node = await source('packages/datasets/src/node.ts');
  const folder = mkdtempSync(join(tmpdir(), 'latentkit-fuzz-'));
  /** @param {string} name @param {(path: string) => unknown} read */
  const onDisk = (name, read) => {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    return (/** @type {Uint8Array} */ bytes) => {
      writeFileSync(path, bytes);
      return read(path);
    };
  };
  const targets = [
    {
      name: 'safetensors',
      files: safetensors(core),
      parse: (/** @type {Uint8Array} */ bytes) => core.decodeSafetensors(bytes),
    },
    {
      name: 'idx',
      files: idx(),
      parse: (/** @type {Uint8Array} */ bytes) => data.idxSplit({ images: { file: 'a', bytes } }),
    },
    {
      name: 'npy',
      files: golden('.npy'),
      parse: (/** @type {Uint8Array} */ bytes) => data.parseNpy(bytes, { file: 'a' }),
    },
    { name: 'npz', files: golden('.npz'), parse: onDisk('a.npz', node.npzFile) },
    { name: 'csv', files: csv(), parse: onDisk('a.csv', (path) => node.csvFile(path, { missing: 'mean' })) },
    { name: 'json-lines', files: jsonLines(), parse: onDisk('a.jsonl', node.fromPath) },
    {
      name: 'path',
      files: [
        ...golden('.npy'),
        ...golden('.npz'),
        ...idx(),
        ...csv(),
        ...jsonLines().map((file) => new Uint8Array(gzipSync(file))),
      ],
      parse: onDisk('a.txt', node.fromPath),
    },
    { name: 'parquet', native: true, files: golden('.parquet'), parse: onDisk('a.parquet', node.parquetFile) },
    {
      name: 'images',
      native: true,
      files: await images(folder),
      parse: onDisk('images/a/a.png', () =>
        node.imageFolder(join(folder, 'images'), { imageSize: [8, 8], channels: 3, test: 1 }),
      ),
    },
    { name: 'config', files: configs(), parse: onDisk('a.yaml', await config()) },
    {
      name: 'run',
      files: [
        utf8(
          JSON.stringify({
            spec: { model: 'autoencoder', epochs: 3, hidden: [8] },
            data: { name: 'mnist', train: [1, 2] },
            engine: { name: 'cpu', reason: '' },
            weights: { reconstruction: 1 },
            judgedBy: { title: 'squared error', terms: ['reconstruction'] },
            plugins: [{ name: 'own', sha256: 'ab', adds: ['mine'] }],
            epochs: [],
            status: 'finished',
          }),
        ),
      ],
      parse: onDisk('run/run.json', await run(join(folder, 'run'))),
    },
  ];
  return { targets, isOurs: isLatentKitError, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @param {any} core */
function safetensors({ encodeSafetensors }) {
  const small = {
    a: { values: Float32Array.of(1, 2, 3, 4), shape: [2, 2] },
    'b/c': { values: Int32Array.of(7), shape: [] },
  };
  const large = { weights: { values: new Float32Array(16_000), shape: [100, 160] } };
  return [encodeSafetensors(small), encodeSafetensors(small, { framework: 'latentkit' }), encodeSafetensors(large)];
}

function idx() {
  const image = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 4, ...ramp(32)];
  const floats = [0, 0, 13, 2, 0, 0, 0, 2, 0, 0, 0, 2, 63, 128, 0, 0, 64, 0, 0, 0, 64, 64, 0, 0, 64, 128, 0, 0];
  const ints = [0, 0, 12, 2, 0, 0, 0, 1, 0, 0, 0, 2, ...ramp(8)];
  return [image, floats, ints, [0, 0, 8, 3, 0, 0, 0, 64, 0, 0, 0, 32, 0, 0, 0, 32, ...ramp(65_536)]].map((bytes) =>
    Uint8Array.from(bytes),
  );
}

function csv() {
  const rows = Array.from({ length: 300 }, (_, i) => `${i},${i / 7},${i % 3 ? 'yes' : '"no, ""not"""'}`);
  return [
    'x,y\n1,2\n3,4\n',
    '1;2\r\n3;4\r\n',
    `count,"the, share",class\n${rows.join('\n')}\n`,
    '\ufeffa\tb\n1e3\t.5\n2e3\t1\n',
    '# x y\n1 2\n3 NaN\n# end\n5 6\n',
    'x;y;color\n1,5;True;red\n2,5;False;blue\n?;True;red\n',
  ].map(utf8);
}

function jsonLines() {
  const rows = Array.from({ length: 100 }, (_, i) => ({
    x: i,
    y: i / 7,
    kind: i % 3 ? 'a' : 'b',
    ok: i % 2 === 0,
    label: i % 4,
  }));
  return [rows.map((row) => JSON.stringify(row)).join('\n'), '{"x":1}\n{"x":2,"z":null}\n{"x":3,"z":[1]}\n'].map(utf8);
}

/** @param {string} folder */
async function images(folder) {
  const { default: sharp } = await import(pathToFileURL(require.resolve('sharp')).href);
  const raw = { raw: { width: 12, height: 9, channels: 3 } };
  const image = () => sharp(ramp(12 * 9 * 3), raw);
  mkdirSync(join(folder, 'images', 'b'), { recursive: true });
  await image()
    .png()
    .toFile(join(folder, 'images', 'b', 'whole.png'));
  const files = [
    image().png(),
    image().jpeg(),
    image().webp(),
    image().gif(),
    image().tiff(),
    image().png({ palette: true }),
  ];
  return Promise.all(files.map(async (file) => new Uint8Array(await file.toBuffer())));
}

function configs() {
  const json = JSON.stringify({
    model: 'autoencoder',
    epochs: 3,
    hidden: [128, 64],
    cost: 'squared-error',
    learningRate: 1e-3,
  });
  return [
    json,
    '{}',
    'model: autoencoder\nepochs: 3\nhidden: [8, 4]\n# why\noptimizer: adam\nlearningRate: 1.0e-3\n',
    'hidden:\n  - 8\n  - 4\ndata: >\n  mnist\n',
  ].map(utf8);
}

/** What `latentkit train --config` does before it trains. */
async function config() {
  const { readConfigFile } = await source('apps/cli/src/spec/configFile.ts');
  const { modelOf, runSpec } = await source('packages/runs/src/index.ts');
  const known = (await source('packages/catalogue/src/index.ts')).catalogue();
  return async (/** @type {string} */ path) => {
    const file = await readConfigFile(path);
    modelOf(known, file.model, path);
    return runSpec(known, { model: file.model }, { file, fileName: path });
  };
}

/** What every command does with a run before it loads the model. @param {string} folder */
async function run(folder) {
  const { recordOf } = await source('packages/runs/src/index.ts');
  const known = (await source('packages/catalogue/src/index.ts')).catalogue();
  return () => recordOf(folder, known);
}
