import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eager } from '@latentkit/core';
import { smallImages } from '@latentkit/test-kit/node';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { all, catalogue, newFolder, outcome, recordIn } from '../../testing/small.ts';
import { resumeRun } from '../train/resumeRun.ts';
import { trainRun } from '../train/trainRun.ts';

let work: string;
let data: string;
const engine = eager({ backend: 'cpu' });

const trained = (name: string, more: Record<string, unknown> = {}, signal?: AbortSignal) => {
  const spec = { model: 'small', data, epochs: 3, batchSize: 5, saveEvery: '4steps', ...more };
  return trainRun({ spec, catalogue, folder: join(work, name), engine, ...(signal && { signal }) });
};

beforeAll(async () => {
  await setBackend('cpu');
  work = await newFolder('rounds');
  data = await smallImages({ train: 43, test: 8 });
  await all(trained('plain'));
}, 60_000);

/** Model, moments, position and what a checkpoint counts. */
const endOf = async (name: string) => {
  const { state, weights } = await outcome(join(work, name));
  return { state, weights };
};

const four = { workers: 4, localSteps: 2, outerLearningRate: 0.7, outerMomentum: 0.9 };

describe('training in rounds', () => {
  it('of one worker is plain training, bit for bit, whatever is between two averages', async () => {
    const plain = await endOf('plain');
    for (const localSteps of [1, 4, 100]) {
      await all(trained(`one-${localSteps}`, { workers: 1, localSteps }));
      const { state, weights } = await endOf(`one-${localSteps}`);
      expect(weights).toBe(plain.weights);
      expect(state.variables).toEqual(plain.state.variables);
      expect(state.optimizer).toEqual(plain.state.optimizer);
      const [a, b] = [await recordIn(join(work, 'plain')), await recordIn(join(work, `one-${localSteps}`))];
      expect(b.epochs.map(({ test }: { test: unknown }) => test)).toEqual(
        a.epochs.map(({ test }: { test: unknown }) => test),
      );
    }
  });

  it('leaves a run like any other: a line for each round, each epoch judged, checkpoints', async () => {
    const { kinds } = await all(trained('four', four));
    // Nine batches an epoch: a round of 4 · 2, and one of what is left.
    expect(kinds.filter((kind) => kind === 'step')).toHaveLength(6);
    expect(kinds.filter((kind) => kind === 'evaluated')).toHaveLength(3);
    const record = await recordIn(join(work, 'four'));
    expect(record).toMatchObject({ status: 'finished', spec: four });
    const lines = (await readFile(join(work, 'four', 'metrics.jsonl'), 'utf8')).trim().split('\n');
    const steps = lines.map((line) => JSON.parse(line)).filter(({ kind }) => kind === 'step');
    expect(steps.map(({ step, examples }) => [step, examples])).toEqual(
      [1, 2, 3].flatMap((epoch) => [
        [9 * epoch - 1, 40],
        [9 * epoch, 43],
      ]),
    );
    const costs = record.epochs.map(({ test }: { test: { perExample: number } }) => test.perExample);
    expect(costs.at(-1)).toBeLessThan(costs[0]);
  });

  it('goes on after a stop in the middle, with the same bits', async () => {
    const controller = new AbortController();
    await all(trained('stopped', four, controller.signal), (event) => {
      if (event.kind === 'step' && event.step === 17) controller.abort();
    });
    expect(await recordIn(join(work, 'stopped'))).toMatchObject({ status: 'stopped' });
    await all(resumeRun({ folder: join(work, 'stopped'), catalogue, engine }));
    expect(await endOf('stopped')).toEqual(await endOf('four'));
  });

  it('refuses what rounds need without workers, before a folder is made', async () => {
    await expect(all(trained('alone', { localSteps: 2 }))).rejects.toThrow(
      '--local-steps: expected a number of workers too, received none. Use --workers <n>, or leave it out.',
    );
  });
});
