import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCsv } from '@latentkit/datasets';
import { beforeAll, describe, expect, it } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';

let work: string;
const at = (name: string) => join(work, name);
/** Evenly spread in (0, 1), independent for each k, and normal numbers of two of them. */
const u = (i: number, k: number) => ((i + 1) * Math.sqrt([2, 3, 5, 7, 11, 13][k] as number)) % 1;
const normal = (i: number, k: number) => Math.sqrt(-2 * Math.log(1 - u(i, k))) * Math.cos(2 * Math.PI * u(i, k + 1));

/** x and y hang together, and each is shifted by the class. */
const kinds = ['low', 'high'] as const;
const rows = Array.from({ length: 400 }, (_, i) => {
  const [kind, z] = [i % 2, normal(i, 0)];
  return { x: 100 + 19 * z + 60 * kind, y: 5 - 2 * z + 0.8 * normal(i, 2), kind: kinds[kind] as string };
});

const columnsOf = async (name: string) => {
  const { columns } = parseCsv(await readFile(at(name)), { file: name });
  const numbers = (name: string): number[] => {
    const column = columns.find((one) => one.name === name);
    return column && 'values' in column ? [...column.values] : [];
  };
  const words = columns.find((column) => column.kind === 'words');
  const kind = words?.kind === 'words' ? Array.from(words.codes, (code) => words.words[code] as string) : [];
  return { x: numbers('x'), y: numbers('y'), kind };
};
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const covariance = (a: readonly number[], b: readonly number[]) =>
  mean(a.map((value, i) => (value - mean(a)) * ((b[i] as number) - mean(b))));
const deviation = (values: readonly number[]) => Math.sqrt(covariance(values, values));
const correlation = (a: readonly number[], b: readonly number[]) => covariance(a, b) / deviation(a) / deviation(b);

const lk = async (...args: string[]) => {
  const { stderr, exitCode } = await latentkit(...args);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
};

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'latentkit-sample-'));
  await writeFile(at('t.csv'), `x,y,kind\n${rows.map(({ x, y, kind }) => `${x},${y},${kind}`).join('\n')}\n`);
  const small = [
    '--epochs',
    '60',
    '--batch-size',
    '40',
    '--hidden',
    '16',
    '--latent-size',
    '2',
    '--learning-rate',
    '0.005',
  ];
  for (const model of ['vae', 'conditional-vae'])
    await lk('train', model, '--data', at('t.csv'), '--label', 'kind', ...small, '--out', at(model));
}, 600_000);

describe('samples of a table', () => {
  it('have the means, deviations and correlation of the data; means alone deviate less', async () => {
    await lk('sample', at('vae'), '--count', '1000', '--out', at('drawn.csv'));
    await lk('sample', at('vae'), '--count', '1000', '--mean', '--out', at('means.csv'));
    const [drawn, means] = [await columnsOf('drawn.csv'), await columnsOf('means.csv')];
    const [x, y] = [rows.map((row) => row.x), rows.map((row) => row.y)];
    expect(Math.abs(mean(drawn.x) - mean(x)) / deviation(x)).toBeLessThan(0.15);
    expect(Math.abs(mean(drawn.y) - mean(y)) / deviation(y)).toBeLessThan(0.15);
    expect(deviation(drawn.x) / deviation(x)).toBeCloseTo(1, 0.7);
    expect(deviation(drawn.y) / deviation(y)).toBeCloseTo(1, 0.7);
    expect(Math.abs(correlation(drawn.x, drawn.y) - correlation(x, y))).toBeLessThan(0.15);
    expect(deviation(means.x)).toBeLessThan(deviation(drawn.x));
  });

  it('are drawn of each class, by its name', async () => {
    await lk('sample', at('conditional-vae'), '--class', 'all', '--count', '300', '--out', at('all.csv'));
    const { x, kind } = await columnsOf('all.csv');
    expect(kind).toEqual(['high', 'low'].flatMap((name) => Array(300).fill(name)));
    const means = ['high', 'low'].map((name) => mean(x.filter((_, i) => kind[i] === name)));
    expect(Math.abs((means[0] as number) - 160)).toBeLessThan(10);
    expect(Math.abs((means[1] as number) - 100)).toBeLessThan(10);
    await lk('sample', at('conditional-vae'), '--class', 'low', '--count', '300', '--out', at('low.csv'));
    expect(Math.abs(mean((await columnsOf('low.csv')).x) - 100)).toBeLessThan(10);
  });

  it.each([
    [
      ['conditional-vae', 'middle'],
      '--class: expected a class counted from 0, all, or one of high, low, received middle.',
    ],
    [['vae', 'all'], '--class: expected a run of a conditional model, received one of vae.'],
  ] as const)('of %j are refused', async ([run, name], line) => {
    const { stderr, exitCode } = await latentkit('sample', at(run), '--class', name, '--engine', 'cpu');
    expect(exitCode).toBe(2);
    expect(stderr).toContain(line);
  });
});
