import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCsv } from '@latentkit/datasets';
import { beforeAll, describe, expect, it } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';

let work: string;
const at = (name: string) => join(work, name);
/** Evenly spread in [0, 1), independent for each k. */
const u = (i: number, k: number) => ((i + 1) * Math.sqrt([2, 3, 5, 7][k] as number)) % 1;

/** A colour decides a size, and how likely something is sold. */
const colours = ['red', 'green', 'blue'] as const;
const colourOf = (i: number) => (u(i, 0) < 0.6 ? 0 : u(i, 0) < 0.9 ? 1 : 2);
const sizeOf = (i: number) => 20 * (1 + colourOf(i)) + 6 * (u(i, 1) - 0.5);
const soldOf = (i: number) => u(i, 2) < (colourOf(i) === 0 ? 0.9 : 0.2);
const rows = Array.from(
  { length: 400 },
  (_, i) => `${sizeOf(i)},${colours[colourOf(i)]},${soldOf(i) ? 'yes' : 'no'},${70_000 + 500 * u(i, 3)}`,
);

const lk = async (...args: string[]) => {
  const { stderr, stdout, exitCode } = await latentkit(...args, '--engine', 'cpu');
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  return stdout;
};
const table = async (name: string) => {
  const { columns } = parseCsv(await readFile(at(name)), { file: name });
  const of = (name: string): (string | number)[] => {
    const column = columns.find((one) => one.name === name);
    if (column?.kind === 'words') return Array.from(column.codes, (code) => column.words[code] as string);
    return column && 'values' in column ? [...column.values] : [];
  };
  return { names: columns.map(({ name }) => name), of };
};
const share = (values: readonly unknown[], value: unknown) =>
  values.filter((one) => one === value).length / values.length;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'latentkit-mixed-'));
  await writeFile(at('shop.csv'), `size,colour,sold,price\n${rows.join('\n')}\n`);
  const small = [
    '--epochs',
    '40',
    '--batch-size',
    '30',
    '--hidden',
    '24',
    '--latent-size',
    '2',
    '--learning-rate',
    '0.005',
  ];
  for (const model of ['vae', 'autoencoder']) {
    const said = await lk('train', model, '--data', at('shop.csv'), ...small, '--out', at(model));
    expect(said).toContain('column "colour" is categorical (3 values): blue, green, red');
    expect(said).toContain(
      `2 columns of numbers, 2 of categories: ${model === 'vae' ? 'learned-mixed likelihood' : 'mixed error'}`,
    );
  }
}, 120_000);

describe('a table with words', () => {
  it('is sampled with them: as often as in the data, and with the numbers that go with them', async () => {
    await lk('sample', at('vae'), '--count', '800', '--out', at('samples.csv'));
    const { names, of } = await table('samples.csv');
    expect(names).toEqual(['size', 'colour', 'sold', 'price']);
    const [colour, sold, size] = [of('colour'), of('sold'), of('size') as number[]];
    for (const [name, part] of [
      ['red', 0.6],
      ['green', 0.3],
      ['blue', 0.1],
    ] as const)
      expect(Math.abs(share(colour, name) - part)).toBeLessThan(0.12);
    const red = colour.flatMap((name, row) => (name === 'red' ? [row] : []));
    const mean = (of: number[]) => of.reduce((sum, row) => sum + (size[row] as number), 0) / of.length;
    const others = [...colour.keys()].filter((row) => !red.includes(row));
    expect(mean(others) - mean(red)).toBeGreaterThan(8);
    expect(
      share(
        red.map((row) => sold[row]),
        'yes',
      ),
    ).toBeGreaterThan(
      share(
        others.map((row) => sold[row]),
        'yes',
      ) + 0.2,
    );
  });

  it.each(['vae', 'autoencoder'])('is reconstructed with the likeliest of them, by %s', async (model) => {
    await lk(
      'reconstruct',
      at(model),
      '--rows',
      Array.from({ length: 40 }, (_, i) => i).join(),
      '--out',
      at('made.csv'),
    );
    const { names, of } = await table('made.csv');
    expect(names.slice(5)).toEqual(['size', 'colour', 'sold', 'price'].map((name) => `${name}_reconstruction`));
    const same = of('colour').filter((name, row) => of('colour_reconstruction')[row] === name).length;
    expect(same / 40).toBeGreaterThan(0.75);
  });

  it('is scored by one error a column: of a word −log p in nats', async () => {
    // Blue things are large: a small one is strange for its colour or its size.
    await writeFile(at('new.csv'), `price,sold,colour,size\n70250,yes,red,20\n70250,no,blue,20\n`);
    await lk('score', at('vae'), '--data', at('new.csv'), '--out', at('scores.csv'));
    const { names, of } = await table('scores.csv');
    expect(names).toEqual(expect.arrayContaining(['size_error', 'colour_error', 'sold_error', 'price_error']));
    const worth = (row: number) =>
      ['size_error', 'colour_error'].reduce((sum, name) => sum + (of(name)[row] as number), 0);
    expect(worth(1)).toBeGreaterThan(worth(0) + 1);
  });

  it('names a word that the run does not know', async () => {
    await writeFile(at('strange.csv'), 'size,colour,sold,price\n20,red,yes,70000\n20,violet,yes,70000\n');
    const { stderr, exitCode } = await latentkit('encode', at('vae'), '--data', at('strange.csv'), '--engine', 'cpu');
    expect({ stderr, exitCode }).toEqual({
      stderr: `latentkit: ${at('strange.csv')}, line 3: expected a known value in every cell, received empty, infinite or unknown ones in 1 of 2 rows: 1 in column "colour" (unknown: "violet"). Fill them in, leave such rows out (missing: drop), put means there (missing: mean), or leave columns out.\n`,
      exitCode: 2,
    });
  });

  it('is scored where a row holds a word that no training row held: it is the most unusual one', async () => {
    await writeFile(
      at('new.csv'),
      `size,colour,sold,price\n${rows.slice(0, 20).join('\n')}\n40,purple,yes,70100\n41,green,,70200\n`,
    );
    for (const name of ['autoencoder', 'vae']) {
      const score = ['score', at(name), '--data', at('new.csv'), '--quantile', '1', '--engine', 'cpu'];
      const { stderr, exitCode } = await latentkit(
        ...score,
        '--missing',
        'drop',
        '--out',
        at('scores.csv'),
        '--page',
        at('p.html'),
      );
      expect(exitCode).toBe(0);
      expect(stderr).toContain('1 cells hold what no training row held, in "colour" (unknown: "purple")');
      const { of } = await table('scores.csv');
      const [energy, colour, row] = [of('energy'), of('colour_error'), of('row')] as number[][];
      const strange = (row ?? []).indexOf(20);
      expect(row).toHaveLength(21);
      expect(of('anomaly')[strange]).toBe(1);
      expect(colour?.[strange]).toBeCloseTo(-Math.log(1e-38), 3);
      expect(energy?.[strange]).toBe(Math.max(...(energy ?? [])));
      expect(await readFile(at('p.html'), 'utf8')).toContain('purple');
      // Codes need every word.
      const { stderr: refused } = await latentkit('encode', at(name), '--data', at('new.csv'), '--engine', 'cpu');
      expect(refused).toContain('(unknown: "purple")');
    }
    const { stderr } = await latentkit('score', at('vae'), '--missing', 'drop', '--engine', 'cpu');
    expect(stderr).toContain('--missing: expected it together with --data');
  });

  it('is refused by models of numbers alone, and taken as numbers where that is asked for', async () => {
    const { stderr, exitCode } = await latentkit(
      'train',
      'tied-autoencoder',
      '--data',
      at('shop.csv'),
      '--out',
      at('no'),
    );
    expect({ stderr, exitCode }).toEqual({
      stderr:
        'latentkit: --data: expected columns of numbers, for tied-autoencoder, received columns of categories too. Leave them out (--leave-out), or train autoencoder or vae.\n',
      exitCode: 2,
    });
    const said = await lk(
      'train',
      'tied-autoencoder',
      '--cost',
      'squared-error',
      '--data',
      at('shop.csv'),
      '--epochs',
      '1',
      '--out',
      at('tied'),
    );
    expect(said).toContain('test squared error');
  });
});
