import '@tensorflow/tfjs-backend-cpu';
import { mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative } from 'node:path';
import { counterRandom } from '@latentkit/core';
import { parseCsv, type SourceColumn } from '@latentkit/datasets';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { latentkit } from '../testing/latentkit.ts';

let work: string;
const at = (name: string) => join(work, name);

const rows = 200;
/** Two columns that go together, and a class. */
const lineOf = (i: number, noise: number) =>
  `${100 + 20 * Math.sin(i)},${0.5 + 0.1 * Math.sin(i) + 0.01 * noise},${['cat', 'dog', 'eel'][i % 3]}`;
const linesOf = (count: number) => Array.from({ length: count }, (_, i) => lineOf(i, Math.cos(7 * i)));
const header = 'weight,length,label';

async function table(file: string) {
  const { columns, names } = parseCsv(await readFile(file), { file });
  const values = (name: string) => {
    const column = columns.find((one) => one.name === name) as SourceColumn;
    if (column.kind === 'words') return [...column.codes].map((code) => column.words[code]);
    return 'values' in column ? [...column.values] : [];
  };
  return { names, values, numbers: (name: string) => values(name) as number[] };
}

const lk = async (...args: string[]) => {
  const done = await latentkit(...args, '--engine', 'cpu');
  expect(done).toMatchObject({ exitCode: 0 });
  return done;
};

const train = (model: string, data: string, out: string, ...flags: string[]) =>
  lk('train', model, '--data', data, '--hidden', 'none', '--latent-size', '1', '--out', at(out), ...flags);

beforeAll(async () => {
  await setBackend('cpu');
  work = await mkdtemp(join(tmpdir(), 'latentkit-own-data-'));
  await writeFile(at('a.csv'), [header, ...linesOf(rows)].join('\n'));
  const typed = relative(process.cwd(), at('a.csv'));
  const { stdout } = await train('autoencoder', typed, 'run', '--epochs', '60', '--learning-rate', '0.05');
  expect(stdout).toMatch(/\ncolumns from -[\d.]+ to [\d.]+: linear output\n/);
  const { spec, data } = JSON.parse(await readFile(at('run/run.json'), 'utf8'));
  expect(spec.data).toBe(typed);
  expect(data).toMatchObject({ classes: ['cat', 'dog', 'eel'], place: { data: at('a.csv') }, layout: 'columns' });
  expect(isAbsolute(data.place.data)).toBe(true);
  expect(data.plan.columns[0]).toMatchObject({ name: 'weight', kind: 'feature' });
}, 60_000);

describe('codes', () => {
  it('are joined to their rows by number and class name, all in the order of the file', async () => {
    await lk('encode', at('run'), '--split', 'all', '--out', at('codes.csv'));
    const { names, values } = await table(at('codes.csv'));
    expect(names).toEqual(['row', 'z0', 'class']);
    expect(values('row')).toEqual(Array.from({ length: rows }, (_, i) => i));
    expect(values('class').slice(0, 4)).toEqual(['cat', 'dog', 'eel', 'cat']);
  });

  it('are decoded from columns by name, wherever they stand', async () => {
    const { numbers } = await table(at('codes.csv'));
    const lines = numbers('z0').map((z, i) => `${i % 2 ? 'x' : 'y'},${z},${i}`);
    await writeFile(at('moved.csv'), ['name,z0,row', ...lines].join('\n'));
    await lk('decode', at('run'), '--codes', at('codes.csv'), '--out', at('one.csv'));
    await lk('decode', at('run'), '--codes', at('moved.csv'), '--out', at('other.csv'));
    expect(await readFile(at('other.csv'), 'utf8')).toBe(await readFile(at('one.csv'), 'utf8'));
  });

  it('are the same in a .npy', async () => {
    await lk('encode', at('run'), '--split', 'all', '--out', at('codes.npy'));
    const bytes = await readFile(at('codes.npy'));
    expect(bytes.subarray(0, 128).toString('latin1')).toContain("'shape': (200, 1)");
    const { numbers } = await table(at('codes.csv'));
    expect([...new Float32Array(new Uint8Array(bytes.subarray(128)).buffer)]).toEqual(numbers('z0').map(Math.fround));
  });
});

describe('new data', () => {
  it('are standardised by the means of the run, columns in any order', async () => {
    const turned = linesOf(3).map((line) => line.split(',').reverse().join(','));
    await writeFile(at('new.csv'), ['label,length,weight', ...turned].join('\n'));
    await lk('encode', at('run'), '--data', at('new.csv'), '--out', at('new-codes.csv'));
    const [found, whole] = [await table(at('new-codes.csv')), await table(at('codes.csv'))];
    expect(found.values('z0')).toEqual(whole.values('z0').slice(0, 3));
    const { stdout } = await lk('evaluate', at('run'), '--data', at('new.csv'));
    expect(stdout).toContain('on 3 examples of');
    const numbers = stdout.match(/\d\.\d+/g) ?? [];
    expect(numbers.length).toBeGreaterThan(0);
    for (const number of numbers) expect(number.replace(/^0\.0*|\./g, '').length).toBeLessThanOrEqual(5);
    const one = await lk('evaluate', at('run'), '--data', at('new.csv'), '--examples', '1');
    expect(one.stdout).toContain('on 1 example of');
  });

  it('are refused where a column is missing, which is named', async () => {
    await writeFile(at('short.csv'), 'weight,other\n1,2\n3,4\n');
    const { stderr, exitCode } = await latentkit('encode', at('run'), '--data', at('short.csv'), '--engine', 'cpu');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('"length"');
  });
});

describe('figures and reports', () => {
  it('show the rows of other data, standardised as in training', async () => {
    await writeFile(at('far.csv'), [header, ...linesOf(40).map((line) => line.replace(/^\d+/, '900'))].join('\n'));
    await lk('figure', 'latent', at('run'), '--data', at('far.csv'), '--out', at('far-figure.svg'));
    await lk('encode', at('run'), '--data', at('far.csv'), '--out', at('far-codes.csv'));
    const [drawn, codes] = [await table(at('far-figure.csv')), await table(at('far-codes.csv'))];
    expect(codes.numbers('z0')).toHaveLength(40);
    const { names } = drawn;
    expect(names.some((name) => drawn.numbers(name).join() === codes.numbers('z0').join())).toBe(true);
    const before = await readFile(at('run/report.html'), 'utf8');
    await lk('report', at('run'), '--data', at('far.csv'), '--out', at('far.html'));
    const html = await readFile(at('far.html'), 'utf8');
    expect(html).toContain(`The figures show the rows of ${at('far.csv')}, not the test split.`);
    expect(html).toContain(`latentkit figure latent ${at('run')} --data ${at('far.csv')}`);
    expect(html).toContain('squared error, per row');
    expect(await readFile(at('run/report.html'), 'utf8')).toBe(before);
  });

  it('leave the report as it is where the data are gone', async () => {
    const before = await readFile(at('run/report.html'), 'utf8');
    await rename(at('a.csv'), at('away.csv'));
    const { stderr, exitCode } = await latentkit('report', at('run'), '--engine', 'cpu');
    await lk('report', at('run'), '--data', at('away.csv'), '--split', 'test', '--out', at('away.html'));
    await rename(at('away.csv'), at('a.csv'));
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^latentkit: --data: expected the data of the run at [^\n]*\n$/);
    expect(await readFile(at('run/report.html'), 'utf8')).toBe(before);
  });
});

it('writes the number of a row beside a column of that name', async () => {
  await writeFile(
    at('row.csv'),
    `row,x\n${Array.from({ length: 30 }, (_, i) => `${i % 7},${Math.sin(i)}`).join('\n')}`,
  );
  const { stdout } = await train('autoencoder', at('row.csv'), 'row-run', '--epochs', '1', '--image-size', '8');
  expect(stdout).toContain('--image-size is for images, and is not used here\n');
  await lk('reconstruct', at('row-run'), '--rows', '0,1', '--out', at('made.csv'));
  expect((await table(at('made.csv'))).names).toEqual(['row_', 'row', 'x', 'row_reconstruction', 'x_reconstruction']);
});

describe('score', () => {
  it('ranks planted outliers highest, and says by which column', async () => {
    const odd = ['100,3,cat', '900,0.5,dog'];
    await writeFile(at('odd.csv'), [header, ...linesOf(50), ...odd].join('\n'));
    const { stdout } = await lk('score', at('run'), '--data', at('odd.csv'), '--quantile', '1', '--out', at('s.csv'));
    expect(stdout).toMatch(/52 rows of .*: median energy .* in row 5[01]; \d+ above /);
    const { numbers } = await table(at('s.csv'));
    const energy = numbers('energy');
    expect(Math.min(...energy.slice(50))).toBeGreaterThan(Math.max(...energy.slice(0, 50)));
    expect(numbers('rank').slice(50)).toEqual([1, 1]);
    expect(numbers('anomaly').slice(50)).toEqual([1, 1]);
    const errors = ['weight_error', 'length_error'].map((name) => numbers(name));
    energy.forEach((value, i) => {
      expect((errors[0]?.[i] as number) + (errors[1]?.[i] as number)).toBeCloseTo(value, 3);
    });
  });
});

describe('score of rows with classes', () => {
  const odd = ['100,3,fox', '900,0.5,fox', '120,-2,fox'];
  const score = (...flags: string[]) => lk('score', at('run'), '--data', at('classes.csv'), ...flags);
  beforeAll(async () => {
    const normal = linesOf(40).map((line) => line.replace(/[a-z]+$/, 'cat'));
    await writeFile(at('classes.csv'), ['weight,length,kind', ...normal, ...odd].join('\n'));
  });

  it('says the area under the ROC curve, and that of rows which are all separated is 1', async () => {
    const { stdout } = await score('--label', 'kind', '--normal', 'cat', '--out', at('roc.csv'));
    expect(stdout).toMatch(/; area under the ROC curve 1\.0000, cat against the others\n$/);
    const { values } = await table(at('roc.csv'));
    expect(values('class').slice(-4)).toEqual(['cat', 'fox', 'fox', 'fox']);
  });

  it('writes a page that stands alone: energies, ROC and the worst rows with the columns that made them so', async () => {
    const flags = ['--label', 'kind', '--normal', 'cat', '--quantile', '0.99', '--page', at('scores.html')];
    const { stdout } = await score(...flags, '--out', at('roc.csv'));
    expect(stdout).toContain(`wrote ${at('scores.html')}\n`);
    const html = await readFile(at('scores.html'), 'utf8');
    expect(html).toContain("default-src 'none'");
    expect(html.match(/(?:src|href)=/g)).toBeNull();
    expect(html).toContain('ROC: area 1.000');
    expect(html).toMatch(
      /<td>41<\/td><td>[\d.]+<\/td><td>1\.0000<\/td><td>fox<\/td><td>length<\/td><td>0\.5<\/td><td>[+−][\d.]+ σ<\/td>/,
    );
    expect(html).toMatch(/<td>weight<\/td><td>900<\/td><td>\+5\d σ<\/td>/);
    expect(html.match(/<svg/g)).toHaveLength(4);
  });

  it('is refused in a line where there are no classes, or not this one', async () => {
    const said = async (...flags: string[]) => {
      const { stderr, exitCode } = await latentkit(
        'score',
        at('run'),
        '--engine',
        'cpu',
        ...flags,
        '--out',
        at('no.csv'),
      );
      expect(exitCode).toBe(2);
      return stderr;
    };
    const data = ['--data', at('classes.csv'), '--normal'];
    expect(await said(...data, 'cat')).toContain('--normal cat: expected rows with classes, received rows without.');
    expect(await said(...data, 'owl', '--label', 'kind')).toContain('received cat, fox. Name one of them.');
    expect(await said('--threshold', '1', '--quantile', '1')).toContain("cannot be used with option '--threshold");
    expect(await said('--page', 'p.pdf')).toContain('--page p.pdf: expected a name that ends in .html, received .pdf.');
  });
});

describe('samples', () => {
  it('of a table have the deviations and the correlation of its columns', async () => {
    const normal = counterRandom({ seed: 1, step: 0 }).normal([400, 2]).dataSync();
    const lines = Array.from({ length: 400 }, (_, i) => {
      const [u, v] = [normal[2 * i] as number, normal[2 * i + 1] as number];
      return `${7 + 19 * u},${-3 + 2 * (0.9 * u + Math.sqrt(1 - 0.81) * v)}`;
    });
    await writeFile(at('g.csv'), ['a,b', ...lines].join('\n'));
    const flags = ['--epochs', '60', '--batch-size', '50', '--learning-rate', '0.02'];
    const { stdout } = await train('vae', at('g.csv'), 'vae', ...flags);
    expect(stdout).toContain('learned-mixed likelihood');
    const moments = async (out: string, ...more: string[]) => {
      await lk('sample', at('vae'), '--count', '1000', '--out', at(out), ...more);
      const { numbers } = await table(at(out));
      const [a, b] = [numbers('a'), numbers('b')];
      const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      const [meanA, meanB] = [mean(a), mean(b)];
      const covariance = (x: number[], y: number[]) =>
        mean(x.map((value, i) => (value - mean(x)) * ((y[i] as number) - mean(y))));
      return { meanA, meanB, a: Math.sqrt(covariance(a, a)), b: Math.sqrt(covariance(b, b)) };
    };
    const drawn = await moments('drawn.csv');
    const means = await moments('means.csv', '--mean');
    expect(Math.abs(drawn.meanA - 7)).toBeLessThan(3);
    // With σ = 1 of a standardised column, no column can deviate less than that.
    expect(drawn.a / 19).toBeGreaterThan(0.9);
    expect(drawn.a / 19).toBeLessThan(1.5);
    expect(drawn.b / 2).toBeGreaterThan(0.9);
    expect(means.a).toBeLessThan(drawn.a);
  }, 60_000);
});

describe('the data of a run', () => {
  it('that moved are told by --data, and known again', async () => {
    const before = await lk('evaluate', at('run'));
    await rename(at('a.csv'), at('b.csv'));
    const gone = await latentkit('evaluate', at('run'), '--engine', 'cpu');
    expect(gone.stderr).toContain(`expected the data of the run at ${at('a.csv')}, received no such file.`);
    const ranks = await lk('score', at('run'), '--data', at('new.csv'), '--out', at('ranked.csv'));
    expect(ranks.stderr).toBe('');
    expect((await table(at('ranked.csv'))).names).toContain('rank');
    const moved = await lk('evaluate', at('run'), '--data', at('b.csv'), '--split', 'test');
    expect(moved.stdout).toBe(before.stdout);
  });

  it('that changed are refused', async () => {
    await writeFile(at('a.csv'), [header, ...linesOf(rows - 1), '1,1,cat'].join('\n'));
    const { stderr, exitCode } = await latentkit('evaluate', at('run'), '--engine', 'cpu');
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('as new data: --data') });
  });
});
