import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallImages } from '@latentkit/test-kit/node';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';

let data: string;
let work: string;

beforeAll(async () => {
  data = await smallImages();
  work = await mkdtemp(join(tmpdir(), 'latentkit-export-'));
});

const models = {
  autoencoder: ['--hidden', '8'],
  'convolutional-autoencoder': ['--filters', '2,3', '--latent-size', '4'],
};

async function run(file: string, input: string, values: Float32Array, shape: readonly number[]) {
  const session = await InferenceSession.create(file);
  const [output] = Object.values(await session.run({ [input]: new Tensor('float32', values, shape) }));
  await session.release();
  return output as Tensor;
}

describe.each(Object.entries(models))('%s', (name, flags) => {
  it('trains with its graph written down, and is exported as two files that compute what `encode` writes', async () => {
    const trained = join(work, name);
    const graph = join(trained, 'graph');
    const fixed = ['--data', data, '--epochs', '1', '--batch-size', '16', '--out', trained];
    const training = await latentkit('train', name, ...fixed, ...flags, '--engine', 'compiled', '--dump-graph', graph);
    expect(training).toMatchObject({ exitCode: 0, stderr: '' });
    expect(training.stdout).toContain(`\nwrote ${join(graph, 'step.onnx')}\nwrote ${join(graph, 'step.txt')}\n`);
    const { inputNames, outputNames } = await InferenceSession.create(join(graph, 'step.onnx'));
    expect(inputNames).toEqual(expect.arrayContaining(['table/y', 'rows/y', 'in/learningRate', 'state/0']));
    expect(outputNames).toEqual(expect.arrayContaining(['next/0']));
    expect(await readFile(join(graph, 'step.txt'), 'utf8')).toMatch(/\noutput next\/0 = %\d+\n/);

    const out = join(work, `${name}-onnx`);
    const names = ['encoder.onnx', 'decoder.onnx', 'README.md', 'card.json'];
    expect(await latentkit('export', trained, '--out', out)).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: names.map((file) => `wrote ${join(out, file)}\n`).join(''),
    });
    expect((await readdir(out)).sort()).toEqual(names.sort());

    const csv = join(work, `${name}.csv`);
    await latentkit('encode', trained, '--engine', 'cpu', '--out', csv);
    const [, ...lines] = (await readFile(csv, 'utf8')).trim().split('\r\n');
    const images = (await readFile(join(data, 't10k-images-idx3-ubyte'))).subarray(16);
    const pixels = Float32Array.from(images, (byte) => byte / 255);
    const code = await run(join(out, 'encoder.onnx'), 'observation', pixels, [16, 8, 8, 1]);
    const size = code.dims[1] as number;
    (code.data as Float32Array).forEach((number, i) => {
      expect(number).toBeCloseTo(Number(lines[Math.floor(i / size)]?.split(',')[1 + (i % size)]), 5);
    });
    const reconstruction = await run(join(out, 'decoder.onnx'), 'code', code.data as Float32Array, code.dims);
    expect(reconstruction.dims).toEqual([16, 8, 8, 1]);

    const card = JSON.parse(await readFile(join(out, 'card.json'), 'utf8'));
    const needs = { opset: 21, irVersion: 10, onnxruntime: '1.18' };
    expect(card).toMatchObject({ model: name, scale: 1 / 255, dtype: 'float32', needs });
    expect(card.networks[1]).toMatchObject({
      file: 'decoder.onnx',
      input: { name: 'code', shape: ['batch', size] },
      output: { name: 'reconstruction', shape: ['batch', 8, 8, 1] },
    });
    expect(await readFile(join(out, 'README.md'), 'utf8')).toContain('pixels in [0, 1]: bytes × 1/255');
  });
});

it('an opset that is not written is refused before anything is', async () => {
  const { exitCode, stderr } = await latentkit('export', join(work, 'autoencoder'), '--opset', '12');
  expect([exitCode, stderr]).toEqual([
    2,
    expect.stringMatching(/^latentkit: --opset: expected a number of at least 13, received 12/),
  ]);
});

describe('a table', () => {
  it('is exported in the units of its columns', async () => {
    const csv = join(work, 'sensors.csv');
    const rows = Array.from({ length: 60 }, (_, i) => [101_325 + 900 * Math.sin(i), 0.004 + 0.001 * Math.cos(i)]);
    await writeFile(csv, ['pressure,share', ...rows.map((row) => row.join())].join('\n'));
    const [run_, out, beside] = ['sensors', 'sensors-onnx', 'beside.csv'].map((name) => join(work, name)) as string[];
    const fixed = ['--hidden', '8', '--latent-size', '1', '--epochs', '3', '--engine', 'compiled'];
    await latentkit('train', 'autoencoder', '--data', csv, ...fixed, '--out', run_ as string);
    await latentkit('export', run_ as string, '--out', out as string);
    await latentkit('reconstruct', run_ as string, '--data', csv, '--rows', '0,7,59', '--out', beside as string);
    const chosen = [0, 7, 59].map((row) => rows[row] as number[]);
    const x = Float32Array.from(chosen.flat());
    const code = await run(join(out as string, 'encoder.onnx'), 'observation', x, [3, 2]);
    const made = await run(join(out as string, 'decoder.onnx'), 'code', code.data as Float32Array, code.dims);
    const [, ...lines] = (await readFile(beside as string, 'utf8')).trim().split('\r\n');
    // row, pressure, share, pressure_reconstruction, share_reconstruction
    lines.forEach((line, row) => {
      const [pressure, share] = line.split(',').slice(3).map(Number) as [number, number];
      expect(Math.abs((made.data[2 * row] as number) - pressure) / 640).toBeLessThan(1e-4);
      expect(Math.abs((made.data[2 * row + 1] as number) - share) / 7e-4).toBeLessThan(1e-4);
    });
    const text = await readFile(join(out as string, 'README.md'), 'utf8');
    expect(text).toContain('as the table has them; their means and deviations are in the networks.');
    expect(text).not.toContain('few digits');
  });
});

describe('bad input is one line and exit code 2', () => {
  it.each([
    [
      'an eager engine has no graph',
      () => ['train', 'autoencoder', '--data', data, '--engine', 'cpu', '--dump-graph', join(work, 'none')],
      'latentkit: --dump-graph: expected the compiled engine, whose steps are graphs, received cpu (compiled is installed, but cpu was asked for). Leave out --engine.',
    ],
    [
      'a graph folder that is a file',
      () => ['train', 'autoencoder', '--data', data, '--out', join(work, 'empty'), '--dump-graph', join(work, 'file')],
      'latentkit: --dump-graph ',
    ],
    ['no run', () => ['export'], 'latentkit: export: expected <run>, received nothing. See latentkit export --help.'],
    ['a run that is none', () => ['export', work], 'latentkit: run '],
    [
      'a folder that is a file',
      () => ['export', join(work, 'autoencoder'), '--out', join(work, 'file')],
      'latentkit: --out ',
    ],
  ])('%s', async (_, args, message) => {
    await writeFile(join(work, 'file'), '');
    const { exitCode, stdout, stderr } = await latentkit(...args());
    expect(stderr).toContain(message);
    expect(stderr.trimEnd()).not.toContain('\n');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });
});
