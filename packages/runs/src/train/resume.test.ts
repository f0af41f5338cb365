import { createHash } from 'node:crypto';
import { cp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eager, encodeState } from '@latentkit/core';
import { smallImages } from '@latentkit/test-kit/node';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { all, catalogue, newFolder, outcome, recordIn } from '../../testing/small.ts';
import { type RunEvent, resumeRun, trainRun } from '../index.ts';

let work: string;
let data: string;
/** Stopped by a signal in its second of three epochs, and the same run unbroken. */
let stopped: string;
let unbroken: string;
const engine = eager({ backend: 'cpu' });

const trained = (folder: string, more: Record<string, unknown> = {}, signal?: AbortSignal) => {
  const spec = { model: 'small', data, epochs: 3, batchSize: 5, saveEvery: '4steps', ...more };
  return trainRun({ spec, catalogue, folder, engine, ...(signal && { signal }) });
};
const resumed = (folder: string, changes = {}) => resumeRun({ folder, catalogue, changes, engine });

beforeAll(async () => {
  await setBackend('cpu');
  work = await newFolder('resume');
  data = await smallImages({ train: 43, test: 8 });
  [stopped, unbroken] = [join(work, 'stopped'), join(work, 'unbroken')];
  await all(trained(unbroken));
  const controller = new AbortController();
  await all(trained(stopped, {}, controller.signal), (event) => {
    if (event.kind === 'saved' && event.step === 12) controller.abort();
  });
}, 60_000);

const copy = async (of: string, name: string) => {
  const path = join(work, name);
  await cp(of, path, { recursive: true });
  return path;
};

const changeRecord = async (run: string, change: (record: Record<string, Record<string, unknown>>) => void) => {
  const record = await recordIn(run);
  change(record);
  await writeFile(join(run, 'run.json'), JSON.stringify(record));
};

describe('trainRun', () => {
  it('tells what happens in the order in which it is on the disk', async () => {
    const folder = join(work, 'told');
    const seen: unknown[] = [];
    const { kinds } = await all(trained(folder, { epochs: 1, batchSize: 20, saveEvery: '1epoch' }), async (event) => {
      if (event.kind === 'evaluated') seen.push((await recordIn(folder)).epochs.length);
      if (event.kind === 'finished') seen.push((await recordIn(folder)).status);
    });
    expect(kinds).toEqual(['started', 'step', 'step', 'step', 'epoch', 'evaluated', 'saved', 'finished']);
    expect(seen).toEqual([1, 'finished']);
  });

  it('finishes by a signal what it has begun: saved, judged, and said in run.json', async () => {
    const record = await recordIn(stopped);
    expect(record).toMatchObject({ status: 'stopped', epochs: [{ epoch: 1 }], test: { examples: 8 } });
    expect((await readdir(join(stopped, 'checkpoints'))).some((name) => name.includes('-stopped'))).toBe(true);
  });

  const places: [string, (event: RunEvent) => boolean][] = [
    ['before the first step', (event) => event.kind === 'started'],
    ['after a step', (event) => event.kind === 'step' && event.step === 7],
    ['after a step that was saved', (event) => event.kind === 'saved' && event.step === 8],
    ['after an epoch that is not judged yet', (event) => event.kind === 'epoch'],
    ['after its judgement', (event) => event.kind === 'evaluated' && event.epoch === 2],
    ['at the end', (event) => event.kind === 'finished'],
  ];
  it.each(places)('keeps all where its loop is left %s, and gives back the lock', async (name, here) => {
    const folder = join(work, name.replaceAll(' ', '-'));
    let last: RunEvent | undefined;
    for await (const event of trained(folder)) {
      last = event;
      if (here(event)) break;
    }
    expect((await recordIn(folder)).status).toBe(last?.kind === 'finished' ? 'finished' : 'stopped');
    if (last?.kind !== 'finished') await all(resumed(folder));
    expect(await outcome(folder)).toEqual(await outcome(unbroken));
  });

  it('saves where the body of its loop throws, too', async () => {
    const folder = join(work, 'thrown');
    const failing = all(trained(folder), (event) => {
      if (event.kind === 'step' && event.step === 10) throw new Error('of the consumer');
    });
    await expect(failing).rejects.toThrow('of the consumer');
    expect((await recordIn(folder)).status).toBe('stopped');
    await all(resumed(folder));
    expect(await outcome(folder)).toEqual(await outcome(unbroken));
  });

  it('lets no second one into its folder meanwhile', async () => {
    const folder = join(work, 'twice');
    for await (const event of trained(folder)) {
      if (event.kind !== 'step') continue;
      await expect(all(resumed(folder))).rejects.toThrow('expected a run that no other process trains');
      break;
    }
  });

  it('leaves no folder where spec, data or model do not fit', async () => {
    const folder = join(work, 'never');
    const none = (more: Record<string, unknown>) => all(trained(folder, more));
    await expect(none({ model: 'smal' })).rejects.toThrow('received smal. Did you mean small?');
    await expect(none({ epochs: 0 })).rejects.toThrow('--epochs: expected a number above 0, received 0.');
    await expect(none({ data: 'wave' })).rejects.toThrow('Did you mean waves?');
    await expect(none({ data: 'waves', domain: true })).rejects.toThrow(
      /^--data waves, train\.y, row 1, place \[\d\]: expected numbers in \[0, 1\], the domain of the cost, received -/,
    );
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });
});

describe('resumeRun', () => {
  it('ends as the unbroken run, bit for bit, and then has nothing to do', async () => {
    const run = await copy(stopped, 'again');
    const { notices, kinds } = await all(resumed(run));
    expect(notices).toMatch(/^from step-0000000\d\d(-stopped)?: step \d+, epoch \d, example \d+$/);
    expect(kinds.slice(0, 2)).toEqual(['notice', 'started']);
    expect(await outcome(run)).toEqual(await outcome(unbroken));
    const record = await recordIn(run);
    expect(record).toMatchObject({ status: 'finished', resumed: [{ engine: 'cpu' }] });
    expect(record.epochs).toHaveLength(3);
    const longer = `${run} is finished: 3 epochs. To train it longer: latentkit resume ${run} --epochs <more>`;
    expect(await all(resumed(run))).toEqual({ kinds: ['notice'], notices: longer });
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
    const { notices } = await all(resumed(run));
    expect(notices).toMatch(`checkpoint skipped: ${join(folder, newest)}: expected sha256 `);
    expect(notices).toContain(`\nfrom ${(names.at(-2) as string).replace('.safetensors', '')}: step `);
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
    const { notices } = await all(resumed(run));
    expect(notices).toContain('99.safetensors: expected a whole epoch, received 1.5.');
    expect(notices).toContain('98.safetensors: expected notes with logged, received ');
    expect(notices).toContain('97.safetensors: expected a file, received something else.');
    expect(await outcome(run)).toEqual(await outcome(unbroken));
  });

  it('refuses to start over where no checkpoint is whole', async () => {
    const run = await copy(stopped, 'all-damaged');
    const folder = join(run, 'checkpoints');
    for (const name of await readdir(folder)) await truncate(join(folder, name), 10);
    await expect(all(resumed(run))).rejects.toThrow(`${folder}: expected a checkpoint that is whole, received`);
  });

  it('starts over where a run was killed before its first checkpoint', async () => {
    const run = await copy(stopped, 'killed-early');
    for (const name of ['checkpoints', 'model']) await rm(join(run, name), { recursive: true });
    expect((await all(resumed(run))).notices).toMatch(/^no checkpoint yet: from the beginning/);
    expect(await outcome(run)).toEqual(await outcome(unbroken));
  });

  it('trains longer, as a run that was to be that long', async () => {
    const run = await copy(unbroken, 'longer');
    await all(resumed(run, { epochs: 4 }));
    const long = join(work, 'long');
    await all(trained(long, { epochs: 4 }));
    expect(await outcome(run)).toEqual(await outcome(long));
  });

  it('goes on with another engine and says so', async () => {
    const run = await copy(stopped, 'elsewhere');
    const other = { ...engine, name: 'another' };
    const { notices } = await all(resumeRun({ folder: run, catalogue, engine: other }));
    expect(notices).toContain('on another instead of cpu: the results agree within tolerance, not bit for bit');
  });

  it.each<[string, (run: string) => Promise<unknown>, Record<string, unknown>, string]>([
    [
      'another spec',
      (run) => changeRecord(run, ({ spec }) => Object.assign(spec as object, { batchSize: 6 })),
      {},
      ', batchSize: expected 5, as at its checkpoint, received 6. Put it back in run.json, or train again into another folder.',
    ],
    [
      'other data',
      async (run) => {
        const other = await smallImages({ train: 44, test: 8 });
        await changeRecord(run, (record) => Object.assign(record.data as object, { place: { data: other } }));
      },
      {},
      ', data: expected train.y of shape [43,8,8,1], as at its checkpoint, received [44,8,8,1].',
    ],
    [
      'fewer epochs than are done',
      async () => {},
      { epochs: 1 },
      ', epochs: expected at least 2, as at its checkpoint, received 1.',
    ],
    [
      'no run',
      (run) => writeFile(join(run, 'run.json'), '{'),
      {},
      ': expected a run folder with a readable run.json, received text that is not JSON.',
    ],
  ])('refuses %s', async (name, change, changes, message) => {
    const run = await copy(stopped, name.replaceAll(' ', '-'));
    await change(run);
    await expect(all(resumed(run, changes))).rejects.toThrow(message);
  });

  it('refuses data of the same shape and other bytes', async () => {
    const run = await copy(stopped, 'other-bytes');
    const other = await copy(data, 'other-data');
    const file = join(other, 't10k-images-idx3-ubyte');
    const bytes = await readFile(file);
    bytes[20] = (bytes[20] as number) ^ 255;
    await writeFile(file, bytes);
    await expect(all(resumed(run, { data: other }))).rejects.toThrow(
      /, data: expected test\.y of sha256 "\w+", as at its checkpoint, received "\w+"\. Restore/,
    );
  });

  it('names the plug-in that a run rests on and that is not there, or is another', async () => {
    const run = await copy(stopped, 'plugged');
    const plugin = { name: 'own-models', version: '1.2.0', sha256: 'a'.repeat(64), adds: ['small'] };
    await changeRecord(run, (record) => Object.assign(record, { plugins: [plugin] }));
    const without = { ...catalogue, models: { labelled: catalogue.models.labelled as never } };
    await expect(all(resumeRun({ folder: run, catalogue: without }))).rejects.toThrow(
      'expected the plug-in own-models 1.2.0, which adds small, received no plug-in.',
    );
    const changed = { ...catalogue, plugins: [{ ...plugin, version: '1.3.0', sha256: 'b'.repeat(64) }] };
    const { notices } = await all(resumeRun({ folder: run, catalogue: changed, engine }));
    expect(notices).toContain(
      'plug-in own-models 1.3.0 (sha256 bbbbbbbbbbbb…) instead of own-models 1.2.0 (sha256 aaaa',
    );
  });
});

describe('what is not finite', () => {
  const wild = { optimizer: 'sgd', weightDecay: 1e-5, clipNorm: 1e38, learningRate: 1e9 };

  it('stops the run, names what, where and the rows, and the checkpoint to go back to', async () => {
    const run = join(work, 'wild');
    await expect(all(trained(run, wild))).rejects.toThrow(
      /^train, epoch 1, step \d+: expected a finite (gradient of \S+|reconstruction), received (NaN|Infinity) for the batch of rows \d+, \d+, \d+, \d+, \d+\. Last good checkpoint: none, the run is at its beginning\. To continue/,
    );
    expect(await recordIn(run)).toMatchObject({
      status: 'failed',
      fault: { epoch: 1, rows: expect.arrayContaining([expect.any(Number)]) },
    });
  });

  it('is rolled back with half the learning rate, a bounded number of times', async () => {
    const run = join(work, 'hopeless');
    const back: number[] = [];
    const hopeless = all(trained(run, { ...wild, onNan: 'rollback' }), (event) => {
      if (event.kind === 'rolledBack') back.push(event.rateFactor);
    });
    await expect(hopeless).rejects.toThrow('expected a finite');
    expect(back).toEqual([1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32]);
    expect((await recordIn(run)).rollbacks).toHaveLength(5);
  });

  it('is learned from after rollbacks, and a run killed before or after them ends the same', async () => {
    const run = join(work, 'recovered');
    await all(trained(run, { optimizer: 'sgd', weightDecay: 1e-5, learningRate: 1e6, onNan: 'rollback', keep: 9 }));
    const { rollbacks } = await recordIn(run);
    expect(rollbacks.length).toBeGreaterThan(0);
    const names = (await readdir(join(run, 'checkpoints'))).sort();
    for (const last of [rollbacks[0].to, 24]) {
      const killed = await copy(run, `recovered-${last}`);
      for (const name of names)
        if (Number.parseInt(name.slice(5), 10) > last) await rm(join(killed, 'checkpoints', name));
      await changeRecord(killed, (record) => Object.assign(record, { status: 'running' }));
      await all(resumed(killed));
      expect(await outcome(killed)).toEqual(await outcome(run));
    }
  });
});
