import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTable } from '@latentkit/datasets/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { latentkit } from '../../testing/latentkit.ts';

let work: string;
const at = (name: string) => join(work, name);
const lk = async (...args: readonly string[]) => {
  const outcome = await latentkit(...args);
  if (outcome.exitCode !== 0) throw new Error(outcome.stderr);
  return outcome;
};
const fixed = ['--engine', 'cpu'];

/** 1203 rows: three batches, the last one small. */
const rows = 1203;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'latentkit-bulk-'));
  const line = (i: number) => [Math.sin(i), Math.cos(i) * 3, (i % 7) + 0.5, i % 2 ? 'odd' : 'even'].join();
  const text = `a,b,c,kind\n${Array.from({ length: rows }, (_, i) => line(i)).join('\n')}\n`;
  await writeFile(at('data.csv'), text);
  const training = ['--hidden', '4', '--epochs', '1', '--label', 'kind', '--out', at('run'), ...fixed];
  await lk('train', 'vae', '--data', at('data.csv'), ...training);
}, 120_000);

/** The parts' texts without their heads but the first, joined. */
async function joinedCsv(folder: string): Promise<string> {
  const texts = await Promise.all((await parts(folder)).map((name) => readFile(join(folder, name), 'utf8')));
  return texts.map((text, i) => (i === 0 ? text : text.slice(text.indexOf('\r\n') + 2))).join('');
}

const parts = async (folder: string) => (await readdir(folder)).filter((name) => name.startsWith('part-')).sort();

/** Of a .npy file, without its head. */
const numbers = async (path: string) => (await readFile(path)).subarray(128).toString('hex');

const commands: Readonly<Record<string, readonly string[]>> = {
  encode: ['--data', 'data.csv'],
  reconstruct: ['--data', 'data.csv'],
  score: ['--data', 'data.csv', '--quantile', '0.9'],
  sample: ['--count', '1203', '--seed', '3'],
};
const argsOf = (command: string) => [
  command,
  at('run'),
  ...(commands[command] as string[]).map((word) => (word === 'data.csv' ? at(word) : word)),
  ...fixed,
];
const all = (command: string) => (command === 'reconstruct' ? ['--rows', 'all'] : []);

describe.each(Object.keys(commands))('%s in parts', (command) => {
  it('joined they are the bytes that one process writes', async () => {
    const [folder, file] = [at(`${command}-parts`), at(`${command}.csv`)];
    await lk(...argsOf(command), ...all(command), '--out', file);
    // In any order, as machines take them; 7 does not divide the rows, nor a batch.
    for (const shard of [4, 0, 6, 2, 1, 3, 5])
      await lk(...argsOf(command), '--shards', '7', '--shard', String(shard), '--out', folder);
    expect(await joinedCsv(folder)).toBe(await readFile(file, 'utf8'));
    expect(await parts(folder)).toHaveLength(7);
  });

  it('.npy and Parquet: the same numbers', async () => {
    const [npy, parquet] = [at(`${command}-npy`), at(`${command}-parquet`)];
    for (const ending of ['npy', 'parquet', 'csv'])
      await lk(...argsOf(command), ...all(command), '--out', at(`${command}-whole.${ending}`));
    await lk(...argsOf(command), '--shards', '2', '--format', 'npy', '--out', npy);
    await lk(...argsOf(command), '--shards', '2', '--format', 'parquet', '--out', parquet);
    const joined = await Promise.all((await parts(npy)).map((name) => numbers(join(npy, name))));
    expect(joined.join('')).toBe(await numbers(at(`${command}-whole.npy`)));
    const columns = async (path: string) => (await readTable(path)).columns;
    const [csv, whole, first] = await Promise.all(
      [at(`${command}-whole.csv`), at(`${command}-whole.parquet`), join(parquet, 'part-00000-of-00002.parquet')].map(
        columns,
      ),
    );
    expect(whole?.map(({ name }) => name)).toEqual(csv?.map(({ name }) => name));
    const values = (column: unknown) => Array.from((column as { values?: number[] }).values ?? []);
    for (const [i, column] of (whole ?? []).entries()) {
      expect(values(column).map(Math.fround)).toEqual(values(csv?.[i]).map(Math.fround));
      expect(values(first?.[i])).toEqual(values(column).slice(0, 601));
    }
  });
});

describe('parts', () => {
  const encode = (...flags: string[]) => latentkit(...argsOf('encode'), ...flags);

  it('JOB_COMPLETION_INDEX says which one, and a part that is there stays', async () => {
    process.env.JOB_COMPLETION_INDEX = '1';
    try {
      expect((await encode('--shards', '3', '--out', at('indexed'))).stdout).toBe(
        `wrote ${at('indexed')}/part-00001-of-00003.csv: 401 rows\n`,
      );
      expect((await encode('--shards', '3', '--out', at('indexed'))).stdout).toBe(
        `${at('indexed')}/part-00001-of-00003.csv is there\n`,
      );
    } finally {
      delete process.env.JOB_COMPLETION_INDEX;
    }
    expect((await readdir(at('indexed'))).sort()).toEqual(['part-00001-of-00003.csv', 'parts.json']);
  });

  it('what a killed attempt left is removed by the next', async () => {
    const folder = at('killed');
    await encode('--shards', '2', '--shard', '0', '--out', folder);
    await writeFile(join(folder, 'attempt-0a1b2c3d-part-00001-of-00002.csv'), 'half');
    await encode('--shards', '2', '--shard', '1', '--out', folder);
    expect((await readdir(folder)).filter((name) => name.startsWith('attempt-'))).toEqual([]);
  });

  it('are not mixed with those of other work', async () => {
    await encode('--shards', '2', '--shard', '0', '--out', at('mixed'));
    expect(await encode('--shards', '3', '--shard', '0', '--out', at('mixed'))).toMatchObject({
      exitCode: 2,
      stderr: `latentkit: --out ${at('mixed')}: expected a new folder, or parts with shards 3, received parts with shards 2. Choose another --out.\n`,
    });
  });

  it.each([
    [['--shard', '1'], '--shard: expected it together with --shards'],
    [['--format', 'npy'], '--format: expected it together with --shards'],
    [['--shards', '2', '--shard', '2'], '--shard: expected a whole number from 0 to 1, received 2'],
    [['--shards', '0'], '--shards: expected a whole number of at least 1, received 0'],
    [['--shards', '2', '--out', 'codes.npy'], '--out codes.npy: expected a folder, for 2 parts'],
    [['--shards', '1204', '--out', 'none-there'], '--shards: expected at most 1203, one for each row, received 1204'],
  ])('refuses %s', async (flags, message) => {
    const { exitCode, stderr } = await encode(...flags);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
    await rm('none-there', { recursive: true, force: true });
  });

  it('a part that is written twice has the same bytes', async () => {
    const hash = async (folder: string) => {
      await encode('--shards', '5', '--shard', '3', '--format', 'parquet', '--out', folder);
      return createHash('sha256')
        .update(await readFile(join(folder, 'part-00003-of-00005.parquet')))
        .digest('hex');
    };
    expect(await hash(at('twice-a'))).toBe(await hash(at('twice-b')));
  });
});
