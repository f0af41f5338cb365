import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../check/tool.mjs';

// Files that the parsers of `targets.mjs` take; each is changed in many ways.

const require = createRequire(join(root, 'apps', 'cli', 'package.json'));
const testdata = join(root, 'packages', 'datasets', 'testdata');
/** @param {string} ending */
export const golden = (ending) =>
  readdirSync(testdata)
    .filter((name) => extname(name) === ending)
    .map((name) => new Uint8Array(readFileSync(join(testdata, name))));
/** @param {string} text */
const utf8 = (text) => new TextEncoder().encode(text);
/** @param {number} length */
export const ramp = (length) => Uint8Array.from({ length }, (_, i) => i * 7);

/** @param {any} core */
export function safetensors({ encodeSafetensors }) {
  const small = {
    a: { values: Float32Array.of(1, 2, 3, 4), shape: [2, 2] },
    'b/c': { values: Int32Array.of(7), shape: [] },
  };
  const large = { weights: { values: new Float32Array(16_000), shape: [100, 160] } };
  return [encodeSafetensors(small), encodeSafetensors(small, { framework: 'latentkit' }), encodeSafetensors(large)];
}

export function idx() {
  const image = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 4, ...ramp(32)];
  const floats = [0, 0, 13, 2, 0, 0, 0, 2, 0, 0, 0, 2, 63, 128, 0, 0, 64, 0, 0, 0, 64, 64, 0, 0, 64, 128, 0, 0];
  const ints = [0, 0, 12, 2, 0, 0, 0, 1, 0, 0, 0, 2, ...ramp(8)];
  return [image, floats, ints, [0, 0, 8, 3, 0, 0, 0, 64, 0, 0, 0, 32, 0, 0, 0, 32, ...ramp(65_536)]].map((bytes) =>
    Uint8Array.from(bytes),
  );
}

export function csv() {
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

/** Tables of the columns of `plan`. */
export function tables() {
  const rows = Array.from({ length: 60 }, (_, i) => [
    i / 7,
    i % 2 ? 'True' : 'False',
    'ab'[i % 2],
    i % 3 ? 'cat' : 'dog',
  ]);
  return [
    `x,ok,kind,label\n${rows.map((cells) => cells.join()).join('\n')}\n`,
    'kind;x;ok\n01;1,5;1\n01;2,5;0\n01;;1\n',
    '{"x":1,"ok":true,"kind":"a"}\n{"x":2,"ok":false,"kind":"c"}\n{"x":3,"ok":null,"kind":"b"}\n',
  ].map(utf8);
}

/** A .npy file of few bytes. @param {string} descr @param {string} shape @param {ArrayLike<number>} values */
export const npy = (descr, shape, values) => {
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }\n`;
  return Uint8Array.from([0x93, ...utf8('NUMPY'), 1, 0, text.length, 0, ...utf8(text), ...Array.from(values)]);
};

/** Classes in a .npy file: words, numbers, one-hot. */
export function words() {
  const codes = new Uint8Array(Uint32Array.from('cat', (letter) => letter.charCodeAt(0)).buffer);
  return [
    npy('<U3', '(6,)', [...codes, ...codes, ...codes, ...codes, ...codes, ...codes]),
    npy('|S2', '(6,)', utf8('aabbaaccbbaa')),
    npy('<i2', '(6,)', [0, 0, 1, 0, 2, 0, 0, 0, 1, 0, 2, 0]),
    npy('|u1', '(6, 2)', [1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1]),
  ];
}

export function jsonLines() {
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
export async function images(folder) {
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

export function configs() {
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

/** Rows that lie in a file as a table holds them. */
export function rows() {
  const floats = new Uint8Array(Float32Array.from({ length: 24 }, (_, i) => i / 7).buffer);
  return [
    npy('<f4', '(8, 3)', [...floats]),
    npy('<i4', '(6, 2)', [...floats.subarray(0, 48)]),
    npy('|u1', '(5, 3, 6, 5)', ramp(450)),
    ...idx().slice(0, 1),
  ];
}

/** `run.json` of a small run. */
export const records = () => [
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
];

/** `held-out.json`: energies upwards. */
export const energies = () =>
  [[1.5], Array.from({ length: 400 }, (_, i) => i / 3)].map((list) =>
    utf8(JSON.stringify({ model: 'ab'.repeat(32), split: 'test', energies: list })),
  );
