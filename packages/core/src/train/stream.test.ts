import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { compiledOnOneThread, drive } from '../../testing/runs.ts';
import { decodeState, encodeState } from '../checkpoint/stateFile.ts';
import { table } from '../data/table.ts';
import { eager } from '../engine/eager.ts';
import type { Model } from '../model.ts';
import type { Objective } from '../objective.ts';
import { adam } from '../optimizers/adam.ts';
import type { BatchStream } from './batches.ts';

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('cpu');
});

/** E(y) = Σ (y + noise − w)². */
function system(data: BatchStream) {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([0.1, -0.3])));
  const model: Model = { variables: { w }, dispose: () => w.dispose() };
  const objective: Objective<Model, 'cost'> = {
    weights: { cost: 1 },
    terms: (_, { y }, random) => ({ cost: tf.sum(tf.square(tf.sub(tf.add(y, random.normal(y.shape)), w)), 1) }),
  };
  return {
    ...{ model, objective, data, optimizer: adam(), learningRate: 0.1, epochs: 3, gradientNormEvery: 2 },
    engine: eager({ backend: 'cpu' }),
  };
}

const batch = (epoch: number, first: number, size: number) => ({
  y: table(
    Float32Array.from({ length: 2 * size }, (_, i) => Math.sin(100 * epoch + 2 * first + i)),
    [size, 2],
  ),
});

/** Three batches of 4, 4 and 2 + epoch examples, other ones each epoch; what was asked for and closed is noted. */
function stream() {
  const log: string[] = [];
  async function* data(epoch: number) {
    log.push(`open ${epoch}`);
    try {
      for (const [first, size] of [
        [0, 4],
        [4, 4],
        [8, 2 + epoch],
      ] as const)
        yield batch(epoch, first, size);
    } finally {
      log.push(`close ${epoch}`);
    }
  }
  return { log, data };
}

describe('train on a stream', () => {
  it('asks for a new one each epoch, takes its batches as they come and counts what came', async () => {
    const { log, data } = stream();
    const { events } = await drive(system(data));
    expect(log).toEqual(['open 1', 'close 1', 'open 2', 'close 2', 'open 3', 'close 3']);
    expect(events.map(({ kind, step }) => `${kind} ${step}`)).toEqual(
      [1, 2, 3].flatMap((epoch) => [2, 1, 0].map((k) => `step ${3 * epoch - k}`).concat(`epoch ${3 * epoch}`)),
    );
  });

  it.each(['cpu', 'compiled'])('goes on bit for bit wherever it stopped, on %s', async (name) => {
    const engine = name === 'cpu' ? eager({ backend: 'cpu' }) : await compiledOnOneThread();
    const whole = await drive({ ...system(stream().data), engine });
    for (const stopAfter of name === 'cpu' ? [1, 3, 4, 6, 11] : [6]) {
      const { log, data } = stream();
      const { state } = await drive({ ...system(data), engine }, stopAfter);
      // A loop that is left closes its stream.
      expect(log.at(-1)).toMatch(/^close/);
      const after = await drive({ ...system(data), engine, from: decodeState(encodeState(state)).state });
      expect(after.events).toEqual(whole.events.slice(stopAfter));
      expect(after.state).toEqual(whole.state);
    }
  });

  it('refuses a stream that is not what it was, an empty one, and columns that do not agree', async () => {
    const { state } = await drive(system(stream().data), 2);
    const again = (...sizes: number[]) =>
      drive({ ...system(() => sizes.map((size) => batch(1, 0, size))), from: state });
    await expect(again(4, 3, 9)).rejects.toThrow(
      'train, data: expected a batch that ends at example 8, as in the state, received 16. Give the same batches',
    );
    await expect(again(4)).rejects.toThrow('expected a stream of at least 8 examples per epoch, received 4.');
    await expect(drive(system(() => []))).rejects.toThrow(
      'expected a stream of at least 1 example per epoch, received 0.',
    );
    const label = table(new Uint8Array(3), [3]);
    await expect(drive(system(() => [{ ...batch(1, 0, 4), label }]))).rejects.toThrow(
      'train, batch.label: expected 4 rows, as in y, received 3.',
    );
  });
});
