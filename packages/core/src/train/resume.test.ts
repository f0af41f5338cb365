import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeState, encodeState } from '../checkpoint/stateFile.ts';
import type { RowSource } from '../data/rowSource.ts';
import { gather, type Table, table } from '../data/table.ts';
import { eager } from '../engine/eager.ts';
import type { Model } from '../model.ts';
import type { Objective } from '../objective.ts';
import { adam } from '../optimizers/adam.ts';
import { sgd } from '../optimizers/sgd.ts';
import type { TrainEvent } from './events.ts';
import { train } from './train.ts';
import type { TrainState } from './trainState.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** E(y) = (y + noise − w)² + β(t) |w|², and a running mean of the data, as batch normalisation keeps one. */
function noisy() {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([0.1, -0.3])));
  const running = tf.tidy(() => tf.variable(tf.zeros([2]), false));
  const model: Model = { variables: { w, running }, dispose: () => tf.dispose([w, running]) };
  const objective: Objective<Model, 'cost' | 'decay'> = {
    weights: { cost: 1, decay: (step) => 0.01 * step },
    terms: (_, { y }, random) => {
      running.assign(tf.add(tf.mul(running, 0.9), tf.mul(tf.mean(y, 0), 0.1)));
      const far = tf.sub(tf.add(y, random.normal(y.shape)), w);
      return { cost: tf.sum(tf.square(far), 1), decay: tf.sum(tf.square(tf.add(tf.mul(y, 0), w)), 1) };
    },
  };
  return { model, objective };
}

const values = Float32Array.from({ length: 22 }, (_, i) => Math.sin(i));
const data = { y: table(values, [11, 2]) };
const options = {
  data,
  optimizer: adam({ weightDecay: 0.01 }),
  learningRate: (step: number) => 0.1 / (step + 1),
  engine: eager({ backend: 'cpu' }),
  epochs: 3,
  batchSize: 4,
  seed: 7,
};

/** What is left of an event without its timings. */
function plain({ state, ...event }: TrainEvent) {
  return JSON.parse(
    JSON.stringify(event, (key, value) => (/^(seconds|examplesPerSecond)$/.test(key) ? undefined : value)),
  );
}

/** All events and the last state of a run, which ends after `stopAfter` events if that is given. */
async function run(more: { from?: TrainState; stopAfter?: number } = {}) {
  const { stopAfter = Number.POSITIVE_INFINITY, ...from } = more;
  const { model, objective } = noisy();
  const events: unknown[] = [];
  let state: TrainState | undefined;
  for await (const event of train({ ...options, model, objective, ...from })) {
    events.push(plain(event));
    state = await event.state();
    if (events.length === stopAfter) break;
  }
  model.dispose();
  return { events, state: state as TrainState };
}

describe('train({ from })', () => {
  it('goes on bit for bit wherever it stopped: weights, moments, running statistics and every loss', async () => {
    const whole = await run();
    expect(whole.events).toHaveLength(3 * 4);
    for (let stopAfter = 1; stopAfter < whole.events.length; stopAfter++) {
      const before = await run({ stopAfter });
      const saved = encodeState(before.state, { spec: 'x' });
      const { state: from, notes } = decodeState(saved);
      expect([from, notes]).toEqual([before.state, { spec: 'x' }]);
      const after = await run({ from });
      expect([...before.events, ...after.events]).toEqual(whole.events);
      expect(after.state).toEqual(whole.state);
    }
  });

  it('reads from a source what it reads from a table, also from the middle of an epoch', async () => {
    const source: RowSource = {
      ...{ shape: data.y.shape, scale: data.y.scale },
      read: async (rows) => table(gather({ table: data.y, rows }), [rows.length, 2]),
    };
    const whole = await run();
    const { state: from } = await run({ stopAfter: 6 });
    const { model, objective } = noisy();
    const events: unknown[] = [];
    for await (const event of train({ ...options, model, objective, data: { y: source }, from }))
      events.push(plain(event));
    expect(events).toEqual(whole.events.slice(6));
  });

  it('sees the same of 2²⁸ numbers from a source, over more than a window and from the middle of one', async () => {
    const [rows, size] = [2 ** 14 + 3, 2 ** 14];
    const read = (wanted: Int32Array) => {
      const values = new Uint8Array(wanted.length * size);
      for (const [i, row] of wanted.entries()) values[i * size] = row * 7;
      return table(values, [wanted.length, size]);
    };
    const y = read(Int32Array.from({ length: rows }, (_, row) => row));
    const source: RowSource = { shape: y.shape, scale: 1, read: async (wanted) => read(wanted) };
    const seen = async (from: { y: Table | RowSource }, more: { from?: TrainState } = {}) => {
      const w = tf.tidy(() => tf.variable(tf.scalar(0)));
      const model: Model = { variables: { w }, dispose: () => w.dispose() };
      const objective: Objective<Model, 'cost'> = {
        weights: { cost: 1 },
        terms: (_, { y }) => ({ cost: tf.square(tf.sub(tf.sum<tf.Tensor1D>(y, 1), w)) }),
      };
      const totals: number[] = [];
      const states: TrainState[] = [];
      for await (const event of train({ ...options, ...more, batchSize: 32, data: from, model, objective })) {
        totals.push(event.kind === 'step' ? event.total : Number.NaN);
        states.push(await event.state());
        // A window is 32 steps.
        if (event.step === 34) break;
      }
      model.dispose();
      return { totals, states };
    };
    const { totals, states } = await seen({ y });
    const again = await seen({ y: source }, { from: states[29] as TrainState });
    expect(again).toEqual({ totals: totals.slice(30), states: states.slice(30) });
  });

  it('has nothing to do from the end of the last epoch, and goes on where there are more epochs', async () => {
    const { state: from } = await run();
    expect((await run({ from })).events).toEqual([]);
    const { model, objective } = noisy();
    const kinds: string[] = [];
    for await (const event of train({ ...options, model, objective, from, epochs: 4 }))
      kinds.push(`${event.kind} ${event.epoch}`);
    expect(kinds).toEqual(['step 4', 'step 4', 'step 4', 'epoch 4']);
  });

  it('leaves no tensor behind', async () => {
    const { state: from } = await run({ stopAfter: 5 });
    const before = tf.memory().numTensors;
    await run({ from });
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each<[Partial<Record<keyof TrainState | 'step', unknown>>, object, string]>([
    [{}, { seed: 8 }, 'train, from: expected seed 7, as in the state, received 8. Continue with the model'],
    [{}, { batchSize: 5 }, 'train, from: expected batchSize 4, as in the state, received 5.'],
    [{}, { data: { y: table(values, [22, 1]) } }, 'train, from: expected rows 11, as in the state, received 22.'],
    [{ examples: 3 }, {}, 'train, from: expected a position between two steps, received step 3, epoch 1, example 3.'],
    [
      {},
      { optimizer: sgd() },
      'train, from: expected optimizer of this model and optimiser only, received first/w too.',
    ],
    [{ optimizer: {} }, {}, 'train, from: expected optimizer with first/w, received none of that name.'],
    [
      { variables: { w: { values: new Float32Array(3), shape: [3] } } },
      {},
      'train, from: expected variables.w of float32 and shape [2], received float32 of shape [3].',
    ],
  ])('refuses %j with %j', async (changed, more, message) => {
    const { state } = await run({ stopAfter: 3 });
    const { model, objective } = noisy();
    const before = [...(model.variables.w as tf.Variable).dataSync()];
    const stopping = async () => {
      for await (const _ of train({
        ...options,
        model,
        objective,
        from: { ...state, ...changed } as TrainState,
        ...more,
      }));
    };
    await expect(stopping()).rejects.toThrow(message);
    expect([...(model.variables.w as tf.Variable).dataSync()]).toEqual(before);
  });
});

describe('a state as a file', () => {
  it.each([
    [
      { format: 'x' },
      's: expected metadata with format latentkit-state, received x. The file is damaged or of another program',
    ],
    [{ version: '2' }, 's: expected version 1, received 2.'],
    [{ position: '{' }, 's: expected a whole seed, received undefined.'],
    [{ position: '{"seed":1.5}' }, 's: expected a whole seed, received 1.5.'],
  ])('refuses %j', async (metadata, message) => {
    const { encodeSafetensors } = await import('../checkpoint/encodeSafetensors.ts');
    const { decodeSafetensors } = await import('../checkpoint/decodeSafetensors.ts');
    const good = decodeSafetensors(encodeState((await run({ stopAfter: 1 })).state));
    const file = encodeSafetensors(good.tensors, { ...good.metadata, ...metadata });
    expect(() => decodeState(file, { name: 's' })).toThrow(message);
  });
});
