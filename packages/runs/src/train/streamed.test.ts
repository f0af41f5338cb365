import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeState } from '@latentkit/core';
import { beforeEach, expect, it, vi } from 'vitest';
import { latentkit } from '../../testing/latentkit.ts';
import { smallImages } from '@latentkit/test-kit/node';

const limit = vi.hoisted(() => ({ streamAbove: 0 }));
vi.mock('../catalogue/streamAbove.ts', () => limit);

const onDisk = 1000;
const inMemory = 2 ** 30;

let work: string;
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'latentkit-streamed-'));
});

/** 43 rows of 64 bytes, or of as many float32. */
async function npy(name: string, value: (i: number) => number, type: '|u1' | '<f4' = '|u1'): Promise<string> {
  const values = Array.from({ length: 43 * 64 }, (_, i) => value(i));
  const bytes = type === '|u1' ? Uint8Array.from(values) : new Uint8Array(Float32Array.from(values).buffer);
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (43, 64), }`;
  const path = join(work, name);
  await writeFile(path, [Buffer.from(`\x93NUMPY\x01\x00v\x00${header.padEnd(117)}\n`, 'latin1'), bytes]);
  return path;
}

const pixels = () => npy('pixels.npy', (i) => (i * 37) % 256);
const train = (model: string, data: string, out: string, ...more: string[]) => {
  const flags = { epochs: '3', hidden: '8', 'latent-size': '2', 'batch-size': '5', engine: 'cpu', data, out };
  return latentkit('train', model, ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]), ...more);
};

/** All that must be the same. */
async function outcome(run: string) {
  const newest = (await readdir(join(run, 'checkpoints')))
    .sort()
    .filter((name) => name.endsWith('.safetensors'))
    .at(-1);
  return {
    state: decodeState(await readFile(join(run, 'checkpoints', newest as string))).state,
    weights: await readFile(join(run, 'model', 'weights.safetensors'), 'hex'),
    data: JSON.parse(await readFile(join(run, 'run.json'), 'utf8')).data,
    losses: (await readFile(join(run, 'metrics.jsonl'), 'utf8')).replace(/"(seconds|examplesPerSecond)":[^,]+,/g, ''),
  };
}

it.each([
  ['an autoencoder of a .npy file', 'autoencoder', pixels],
  ['a conditional-vae of a folder of IDX files', 'conditional-vae', () => smallImages({ train: 43, test: 8 })],
])('%s is the same from the disk as from memory, bit for bit', async (_, model, made) => {
  const data = await made();
  const run = async (name: string, above: number) => {
    limit.streamAbove = above;
    const out = join(work, name);
    const result = await train(model, data, out);
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    return { ...(await outcome(out)), said: /^.* stay on the disk; .*$/m.exec(result.stdout)?.[0] };
  };
  const { said, ...streamed } = await run('streamed', onDisk);
  const { said: nothing, ...whole } = await run('whole', inMemory);
  expect(streamed).toEqual(whole);
  const rows = streamed.data.train[0];
  expect([said, nothing]).toEqual([
    `${rows} training examples stay on the disk; all but training sees ${rows} of them, drawn from all`,
    undefined,
  ]);
});

it('ends as the unbroken run after a stop, and refuses data that changed meanwhile', async () => {
  limit.streamAbove = onDisk;
  const data = await pixels();
  const [unbroken, stopped] = [join(work, 'unbroken'), join(work, 'stopped')];
  await train('autoencoder', data, unbroken, '--save-every', '4steps');
  const running = train('autoencoder', data, stopped, '--save-every', '4steps');
  while (!(await readdir(join(stopped, 'checkpoints')).catch(() => [''])).includes('step-000000012.json'))
    await new Promise((resolve) => setTimeout(resolve, 5));
  process.emit('SIGTERM');
  expect((await running).exitCode).toBe(130);
  const file = await readFile(data);
  // A byte of the last row.
  await writeFile(data, file.with(-1, file[file.length - 1] ? 0 : 1));
  const { exitCode, stderr } = await latentkit('resume', stopped);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(
    /resume .*stopped, data: expected (train|test)\.y of sha256 "[\da-f]{64}", as at its checkpoint/,
  );
  await writeFile(data, file);
  expect(await latentkit('resume', stopped)).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await outcome(stopped)).toEqual(await outcome(unbroken));
});

it('finds a number outside of the domain before the first step', async () => {
  limit.streamAbove = onDisk;
  const data = await npy('floats.npy', (i) => (i === 64 * 40 + 3 ? 1.5 : 0.5), '<f4');
  const out = join(work, 'none');
  const { exitCode, stderr } = await train('autoencoder', data, out, '--cost', 'binary-cross-entropy');
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(
    /floats\.npy, (train|test)\.y, row \d+, place \[3\]: expected numbers in \[0, 1\], the domain of/,
  );
  expect(await readdir(work)).toEqual(['floats.npy']);
});

it('looks at a sample in every other command, and says so', async () => {
  limit.streamAbove = onDisk;
  const [data, out] = [await pixels(), join(work, 'run')];
  await train('autoencoder', data, out, '--examples', '20');
  const { exitCode, stdout, stderr } = await latentkit('evaluate', out, '--split', 'train', '--engine', 'cpu');
  expect({ exitCode, stderr }).toEqual({
    exitCode: 0,
    stderr: '20 training examples stay on the disk; all but training sees 20 of them, drawn from all\n',
  });
  expect(stdout).toMatch(/ on 20 train examples: /);
  const more = await train('autoencoder', data, join(work, 'more'), '--examples', '40');
  expect(more).toMatchObject({ exitCode: 2 });
  expect(more.stderr).toContain('--examples: expected a count from 1 to 39, the rows of the split, received 40.');
});
