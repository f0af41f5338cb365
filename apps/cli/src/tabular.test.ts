import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCsv } from '@latentkit/datasets';
import { beforeAll, describe, expect, it } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';

let work: string;
let run: string;

/** Far from 0 and of other units each: a number that was not brought back is off by thousands. */
const weight = (i: number) => 70_000 + 500 * Math.sin(i);
const height = (i: number) => 1.7 + 0.01 * Math.cos(i);

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'latentkit-tabular-'));
  run = join(work, 'run');
  const lines = Array.from({ length: 60 }, (_, i) => `${weight(i)},${height(i)},${i % 2 ? 'cat' : 'dog'}`);
  await writeFile(join(work, 'animals.csv'), `weight (g),"height, m",label\n${lines.join('\n')}\n`);
  const flags = ['--epochs', '1', '--hidden', '4', '--latent-size', '2', '--engine', 'cpu'];
  const { stderr, exitCode } = await latentkit(
    'train',
    'autoencoder',
    '--data',
    join(work, 'animals.csv'),
    ...flags,
    '--out',
    run,
  );
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
}, 60_000);

const read = async (file: string) => {
  const columns = parseCsv(await readFile(file), { file });
  const { values } = columns.numbers([...columns.names.keys()]);
  const size = columns.names.length;
  return { names: columns.names, column: (j: number) => [...values].filter((_, i) => i % size === j) };
};

describe('a table of numbers', () => {
  it('keeps what its columns were called and how they were standardised in run.json', async () => {
    const { data } = JSON.parse(await readFile(join(run, 'run.json'), 'utf8'));
    expect(data.columns).toEqual(['weight (g)', 'height, m']);
    expect(data.standardization.mean[0]).toBeCloseTo(70_000, -3);
  });

  it('is reconstructed in its own units, under its own names', async () => {
    const out = join(work, 'reconstructions.csv');
    expect((await latentkit('reconstruct', run, '--rows', '0,2', '--out', out)).stderr).toBe('');
    const { names, column } = await read(out);
    expect(names).toEqual(['row', 'weight (g)', 'height, m', 'weight (g)_reconstruction', 'height, m_reconstruction']);
    expect(column(0)).toEqual([0, 2]);
    const all = Array.from({ length: 60 }, (_, i) => i);
    for (const value of column(1)) expect(Math.min(...all.map((i) => Math.abs(weight(i) - value)))).toBeLessThan(0.02);
    for (const value of column(2)) expect(Math.min(...all.map((i) => Math.abs(height(i) - value)))).toBeLessThan(1e-6);
    for (const value of column(3)) expect(Math.abs(value - 70_000)).toBeLessThan(2000);
    for (const value of column(4)) expect(Math.abs(value - 1.7)).toBeLessThan(0.05);
  });

  it('is decoded and sampled in them too, every row of a file of codes', async () => {
    const [codes, decoded, samples] = ['codes.csv', 'decoded.csv', 'samples.csv'].map((name) => join(work, name)) as [
      string,
      string,
      string,
    ];
    await writeFile(codes, `z0,z1\n${Array.from({ length: 150 }, (_, i) => `${i / 100},0`).join('\n')}\n`);
    for (const args of [
      ['decode', run, '--codes', codes, '--out', decoded],
      ['sample', run, '--count', '150', '--codes', '20', '--out', samples],
    ]) {
      expect((await latentkit(...args)).stderr).toBe('');
      const { names, column } = await read(args.at(-1) as string);
      expect(names).toEqual(['weight (g)', 'height, m']);
      expect(column(0)).toHaveLength(150);
      for (const value of column(0)) expect(Math.abs(value - 70_000)).toBeLessThan(5000);
    }
  });

  it('is no picture, and its path says what is written', async () => {
    expect((await latentkit('decode', run, '--code', '0,0', '--out', 'a.png')).stderr).toContain(
      'expected images of shape [height, width], [height, width, 1] or [height, width, 3], received examples of shape [2]. For numbers, use `latentkit reconstruct`, `decode` or `sample` with --out <name>.csv.',
    );
    expect((await latentkit('sample', run, '--out', 'a.gif')).stderr).toContain(
      '--out a.gif: expected a name that ends in .png, .svg, .csv, .npy or .parquet, received .gif.',
    );
  });

  it('is not brought back by the standardisation of other columns', async () => {
    const path = join(run, 'run.json');
    const record = JSON.parse(await readFile(path, 'utf8'));
    record.data.standardization = { mean: [1], deviation: ['a'] };
    await writeFile(path, JSON.stringify(record));
    expect((await latentkit('decode', run, '--code', '0,0', '--out', join(work, 'a.csv'))).stderr).toBe(
      `latentkit: ${path}, data.standardization: expected 2 means and deviations, received {"mean":[1],"deviation":["a"]}. Restore it as \`latentkit train\` wrote it.\n`,
    );
  });
});
