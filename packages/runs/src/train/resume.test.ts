import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeState, encodeState } from '@latentkit/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { latentkit } from '../../testing/latentkit.ts';
import { smallImages } from '@latentkit/test-kit/node';

let work: string;
let data: string;
/** Stopped by a signal in its second of three epochs, and the same run unbroken. */
let stopped: string;
let unbroken: string;

const flags = (epochs: number) => [
  '--epochs',
  String(epochs),
  '--hidden',
  '8',
  '--batch-size',
  '5',
  '--save-every',
  '4steps',
  '--engine',
  'cpu',
];
const train = (out: string, ...more: string[]) =>
  latentkit('train', 'autoencoder', '--data', data, ...flags(3), '--out', out, ...more);

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'latentkit-resume-'));
  data = await smallImages({ train: 43, test: 8 });
  [stopped, unbroken] = [join(work, 'stopped'), join(work, 'unbroken')];
  await train(unbroken);
  const running = train(stopped);
  while (!(await readdir(join(stopped, 'checkpoints')).catch(() => [''])).includes('step-000000012.json'))
    await new Promise((resolve) => setTimeout(resolve, 5));
  process.emit('SIGTERM');
  const { exitCode, stdout } = await running;
  expect(exitCode).toBe(130);
  expect(stdout).toContain(`go on with: latentkit resume ${stopped}\n`);
}, 60_000);

const copy = async (of: string, name: string) => {
  const path = join(work, name);
  await cp(of, path, { recursive: true });
  return path;
};

/** All that must be the same: model, moments, losses without times, files. */
async function outcome(run: string) {
  const checkpoints = (await readdir(join(run, 'checkpoints'))).sort();
  const newest = checkpoints.filter((name) => name.endsWith('.safetensors')).at(-1) as string;
  const losses = await readFile(join(run, 'metrics.jsonl'), 'utf8');
  return {
    checkpoints,
    state: decodeState(await readFile(join(run, 'checkpoints', newest))).state,
    weights: await readFile(join(run, 'model', 'weights.safetensors'), 'hex'),
    losses: losses.replace(/"(seconds|examplesPerSecond)":[^,]+,/g, ''),
    files: (await readdir(run)).sort(),
  };
}

const changeRecord = async (run: string, change: (record: Record<string, Record<string, unknown>>) => void) => {
  const path = join(run, 'run.json');
  const record = JSON.parse(await readFile(path, 'utf8'));
  change(record);
  await writeFile(path, JSON.stringify(record));
};

describe('latentkit resume', () => {
  it('ends as the unbroken run, bit for bit, and then has nothing to do', async () => {
    const run = await copy(stopped, 'again');
    const { exitCode, stdout, stderr } = await latentkit('resume', run);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^from step-0000000\d\d(-stopped)?: step \d+, epoch \d, example \d+\n/);
    expect(await outcome(run)).toEqual(await outcome(unbroken));
    const record = JSON.parse(await readFile(join(run, 'run.json'), 'utf8'));
    expect(record).toMatchObject({ status: 'finished', resumed: [{ engine: 'cpu' }] });
    expect(record.epochs).toHaveLength(3);
    expect((await latentkit('resume', run)).stdout).toBe(
      `${run} is finished: 3 epochs. To train it longer: latentkit resume ${run} --epochs <more>\n`,
    );
  });

  it('says which checkpoint is damaged and takes the one before', async () => {
    const run = await copy(stopped, 'damaged');
    const folder = join(run, 'checkpoints');
    const names = (await readdir(folder)).filter((name) => name.endsWith('.safetensors')).sort();
    const newest = names.at(-1) as string;
    const bytes = await readFile(join(folder, newest));
    bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1;
    await writeFile(join(folder, newest), bytes);
    await writeFile(join(folder, 'step-000000009.safetensors.partial'), 'half of one');
    const { exitCode, stdout } = await latentkit('resume', run);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(`checkpoint skipped: ${join(folder, newest)}: expected sha256 `);
    expect(stdout).toContain(`\nfrom ${(names.at(-2) as string).replace('.safetensors', '')}: step `);
    expect(await outcome(run)).toEqual(await outcome(unbroken));
  });

  it('takes no file for a checkpoint because its manifest fits', async () => {
    const run = await copy(stopped, 'made-up');
    const folder = join(run, 'checkpoints');
    const { state } = await outcome(run);
    const made = {
      'step-000000098': encodeState(state, { spec: {} }),
      'step-000000099': encodeState({ ...state, epoch: 1.5 }),
    };
    for (const [name, bytes] of Object.entries(made)) {
      await writeFile(join(folder, `${name}.safetensors`), bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await writeFile(join(folder, `${name}.json`), JSON.stringify({ bytes: bytes.length, sha256 }));
    }
    await symlink(join(folder, 'step-000000098.safetensors'), join(folder, 'step-000000097.safetensors'));
    await writeFile(join(folder, 'step-000000097.json'), JSON.stringify({ bytes: 1, sha256: '' }));
    const { exitCode, stdout } = await latentkit('resume', run);
    expect(stdout).toContain('99.safetensors: expected a whole epoch, received 1.5.');
    expect(stdout).toContain('98.safetensors: expected notes with logged, received ');
    expect(stdout).toContain('97.safetensors: expected a file, received something else.');
    expect(exitCode).toBe(0);
    expect(await outcome(run)).toEqual(await outcome(unbroken));
  });

  it('refuses to start over where no checkpoint is whole', async () => {
    const run = await copy(stopped, 'all-damaged');
    const folder = join(run, 'checkpoints');
    for (const name of await readdir(folder)) await truncate(join(folder, name), 10);
    const { exitCode, stderr } = await latentkit('resume', run);
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(`${folder}: expected a checkpoint that is whole, received`),
    });
  });

  it('starts over where a run was killed before its first checkpoint', async () => {
    const run = await copy(stopped, 'killed-early');
    for (const name of ['checkpoints', 'model', 'figures', 'report.html'])
      await rm(join(run, name), { recursive: true });
    const { stdout } = await latentkit('resume', run);
    expect(stdout).toMatch(/^no checkpoint yet: from the beginning\n/);
    expect(await outcome(run)).toEqual(await outcome(unbroken));
  });

  it('trains longer, as a run that was to be that long', async () => {
    const run = await copy(unbroken, 'longer');
    expect(await latentkit('resume', run, '--epochs', '4')).toMatchObject({ exitCode: 0, stderr: '' });
    const long = join(work, 'long');
    await latentkit('train', 'autoencoder', '--data', data, ...flags(4), '--out', long);
    expect(await outcome(run)).toEqual(await outcome(long));
  });

  it('goes on with another engine and says so', async () => {
    const run = await copy(stopped, 'elsewhere');
    const { exitCode, stdout } = await latentkit('resume', run, '--engine', 'wasm');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('on wasm instead of cpu: the results agree within tolerance, not bit for bit\n');
    const costs = await Promise.all(
      [run, unbroken].map(async (path) => JSON.parse(await readFile(join(path, 'run.json'), 'utf8')).test.perExample),
    );
    expect(costs[0] / costs[1]).toBeCloseTo(1, 4);
  });

  it.each<[string, (run: string) => Promise<unknown>, string[], string]>([
    [
      'another spec',
      (run) => changeRecord(run, ({ spec }) => Object.assign(spec as object, { batchSize: 6 })),
      [],
      ', batchSize: expected 5, as at its checkpoint, received 6. Put it back in run.json, or train anew into another folder.',
    ],
    [
      'other data',
      async (run) => {
        const other = await smallImages({ train: 44, test: 8 });
        await changeRecord(run, ({ spec }) => Object.assign(spec as object, { data: other }));
      },
      [],
      ', data: expected train.y of shape [43,8,8,1], as at its checkpoint, received [44,8,8,1].',
    ],
    [
      'fewer epochs than are done',
      async () => {},
      ['--epochs', '1'],
      ', epochs: expected at least 2, as at its checkpoint, received 1.',
    ],
    [
      'no run',
      (run) => writeFile(join(run, 'run.json'), '{'),
      [],
      ': expected a run folder with a readable run.json, received text that is not JSON.',
    ],
  ])('refuses %s', async (name, change, more, message) => {
    const run = await copy(stopped, name.replaceAll(' ', '-'));
    await change(run);
    const { exitCode, stderr } = await latentkit('resume', run, ...more);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(message) });
  });

  it('refuses data of the same shape and other bytes', async () => {
    const run = await copy(stopped, 'other-bytes');
    const other = await copy(data, 'other-data');
    const file = join(other, 't10k-images-idx3-ubyte');
    const bytes = await readFile(file);
    bytes[20] = (bytes[20] as number) ^ 255;
    await writeFile(file, bytes);
    await changeRecord(run, ({ spec }) => Object.assign(spec as object, { data: other }));
    expect(await latentkit('resume', run)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(
        /, data: expected test\.y of sha256 "\w+", as at its checkpoint, received "\w+"\. Give back/,
      ),
    });
  });
});

describe('what is no number', () => {
  const wild = ['--optimizer', 'sgd', '--clip-norm', '1e38', '--schedule', 'constant'];

  it('stops the run, names what, where and the rows, and the checkpoint to go back to', async () => {
    const run = join(work, 'wild');
    const { exitCode, stderr } = await train(run, ...wild, '--learning-rate', '1e9');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^latentkit: train, epoch 1, step \d+: expected a finite (gradient of \S+|reconstruction), received (NaN|Infinity) for the batch of rows \d+, \d+, \d+, \d+, \d+\. Last good checkpoint: none, the run is at its beginning\. To go on/,
    );
    const record = JSON.parse(await readFile(join(run, 'run.json'), 'utf8'));
    expect(record).toMatchObject({
      status: 'failed',
      fault: { epoch: 1, rows: expect.arrayContaining([expect.any(Number)]) },
    });
  });

  it('is rolled back with half the learning rate, a bounded number of times', async () => {
    const run = join(work, 'hopeless');
    const { exitCode, stdout } = await train(run, ...wild, '--learning-rate', '1e9', '--on-nan', 'rollback');
    expect(exitCode).toBe(1);
    expect(stdout.match(/back to step \d+ with 0\.\d+ of the learning rate/g)).toHaveLength(5);
    expect(JSON.parse(await readFile(join(run, 'run.json'), 'utf8')).rollbacks).toHaveLength(5);
  });
});

it('learns on after rollbacks, and a run killed before or after them ends the same', async () => {
  const run = join(work, 'recovered');
  const flags = ['--optimizer', 'sgd', '--learning-rate', '1e6', '--on-nan', 'rollback', '--keep', '9'];
  expect(await train(run, ...flags)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('; back to step ') });
  const { rollbacks } = JSON.parse(await readFile(join(run, 'run.json'), 'utf8'));
  const names = (await readdir(join(run, 'checkpoints'))).sort();
  for (const last of [rollbacks[0].to, 24]) {
    const killed = await copy(run, `recovered-${last}`);
    for (const name of names)
      if (Number.parseInt(name.slice(5), 10) > last) await rm(join(killed, 'checkpoints', name));
    await changeRecord(killed, (record) => Object.assign(record, { status: 'running' }));
    expect(await latentkit('resume', killed)).toMatchObject({ exitCode: 0 });
    expect(await outcome(killed)).toEqual(await outcome(run));
  }
});

it('refuses data outside of the cost’s domain before it makes a folder', async () => {
  const out = join(work, 'never');
  const outcome = await latentkit(
    'train',
    'autoencoder',
    '--data',
    'moons',
    '--cost',
    'binary-cross-entropy',
    '--out',
    out,
    '--engine',
    'cpu',
  );
  expect(outcome).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(
      /^latentkit: --data moons, train\.y, row \d+, place \[\d\]: expected numbers in \[0, 1\], the domain of binary cross entropy, received -?[\d.]+\. Scale the data/,
    ),
  });
  await expect(readdir(out)).rejects.toThrow('ENOENT');
});
