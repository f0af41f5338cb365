import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eager } from '@latentkit/core';
import { smallImages } from '@latentkit/test-kit/node';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeEach, expect, it, vi } from 'vitest';
import { all, catalogue, newFolder, outcome, recordIn } from '../../testing/small.ts';
import { openRun, resumeRun, streamedNotice, trainRun } from '../index.ts';

const limit = vi.hoisted(() => ({ streamAbove: 0 }));
vi.mock('../entry/streamAbove.ts', () => limit);

const onDisk = 1000;
const inMemory = 2 ** 30;
const engine = eager({ backend: 'cpu' });

let work: string;
beforeEach(async () => {
  await setBackend('cpu');
  work = await newFolder('streamed');
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
const train = (model: string, data: string, folder: string, more: Record<string, unknown> = {}) =>
  trainRun({ spec: { model, data, epochs: 3, batchSize: 5, ...more }, catalogue, folder, engine });

it.each([
  ['of a .npy file', 'small', pixels],
  ['with labels, of a folder of IDX files', 'labelled', () => smallImages({ train: 43, test: 8 })],
])('a model %s is the same from the disk as from memory, bit for bit', async (_, model, made) => {
  const data = await made();
  const run = async (name: string, above: number) => {
    limit.streamAbove = above;
    const folder = join(work, name);
    const { notices } = await all(train(model, data, folder));
    return { notices, data: (await recordIn(folder)).data, ...(await outcome(folder)) };
  };
  const { notices: said, ...streamed } = await run('streamed', onDisk);
  const { notices: nothing, ...whole } = await run('whole', inMemory);
  expect(streamed).toEqual(whole);
  const rows = streamed.data.train[0];
  expect([said, nothing]).toEqual([
    `${rows} training examples stay on the disk; all but training sees ${rows} of them, drawn from all`,
    '',
  ]);
});

it('ends as the unbroken run after a stop, and refuses data that changed meanwhile', async () => {
  limit.streamAbove = onDisk;
  const data = await pixels();
  const [unbroken, stopped] = [join(work, 'unbroken'), join(work, 'stopped')];
  const saveEvery = '4steps';
  await all(train('small', data, unbroken, { saveEvery }));
  for await (const event of train('small', data, stopped, { saveEvery }))
    if (event.kind === 'step' && event.step === 13) break;
  const file = await readFile(data);
  // A byte of the last row.
  await writeFile(data, file.with(-1, file[file.length - 1] ? 0 : 1));
  const resumed = () => all(resumeRun({ folder: stopped, catalogue, engine }));
  await expect(resumed()).rejects.toThrow(
    /resume .*stopped, data: expected (train|test)\.y of sha256 "[\da-f]{64}", as at its checkpoint/,
  );
  await writeFile(data, file);
  await resumed();
  expect(await outcome(stopped)).toEqual(await outcome(unbroken));
});

it('finds a number outside of the domain before the first step', async () => {
  limit.streamAbove = onDisk;
  const data = await npy('floats.npy', (i) => (i === 64 * 40 + 3 ? 1.5 : 0.5), '<f4');
  await expect(all(train('small', data, join(work, 'none'), { domain: true }))).rejects.toThrow(
    /floats\.npy, (train|test)\.y, row \d+, place \[3\]: expected numbers in \[0, 1\], the domain of/,
  );
  expect(await readdir(work)).toEqual(['floats.npy']);
});

it('gives a sample to whoever opens the run, and says so', async () => {
  limit.streamAbove = onDisk;
  const [data, folder] = [await pixels(), join(work, 'run')];
  await all(train('small', data, folder, { examples: 20 }));
  const run = await openRun(folder, { catalogue, engine });
  const loaded = await run.data();
  expect(loaded.train.y.shape[0]).toBe(20);
  expect(streamedNotice(loaded)).toEqual([
    '20 training examples stay on the disk; all but training sees 20 of them, drawn from all',
  ]);
  await expect(all(train('small', data, join(work, 'more'), { examples: 40 }))).rejects.toThrow(
    '--examples: expected a count from 1 to 39, the rows of the split, received 40.',
  );
});
