import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { table } from '../data/table.ts';
import { eager } from '../engine/eager.ts';
import type { Model } from '../model.ts';
import type { Objective } from '../objective.ts';
import { clipByGlobalNorm } from '../optimizers/clip.ts';
import { sgd } from '../optimizers/sgd.ts';
import { permutation } from '../random/permutation.ts';
import type { TrainEvent } from './events.ts';
import { notFinite } from './notFinite.ts';
import { type TrainOptions, train } from './train.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** E(y) = (y − w)²: the minimum of its mean is the mean of the data. */
function location(start = 0) {
  const w = tf.variable(tf.scalar(start));
  const model: Model = { variables: { w }, dispose: () => w.dispose() };
  const objective: Objective<Model, 'cost'> = {
    weights: { cost: 1 },
    terms: (_, { y }) => ({ cost: tf.square(tf.sub(tf.reshape(y, [-1]), w)) as tf.Tensor1D }),
  };
  return { model, objective, w };
}

const data = { y: table(Float32Array.of(1, 2, 3, 4, 5), [5, 1]) };

type Options = TrainOptions<Model, 'cost'>;

async function run(options: Pick<Options, 'model' | 'objective'> & Partial<Options>) {
  const events: TrainEvent<'cost'>[] = [];
  const defaults = {
    data,
    optimizer: sgd(),
    learningRate: 0.1,
    engine: eager({ backend: 'cpu' }),
    epochs: 1,
    batchSize: 5,
  };
  for await (const event of train({ ...defaults, ...options })) events.push(event);
  return events;
}

describe('train', () => {
  it('takes w ← w − η ∂/∂w mean (y − w)² a step, and reports the bare terms', async () => {
    const { model, objective, w } = location();
    const [step, epoch] = await run({ model, objective });
    expect(w.dataSync()[0]).toBeCloseTo(0 - 0.1 * (-2 * 3), 6);
    expect(step).toMatchObject({ kind: 'step', step: 1, epoch: 1, examples: 5, terms: { cost: 11 }, total: 11 });
    expect(epoch).toMatchObject({ kind: 'epoch', step: 1, epoch: 1, examples: 5, terms: { cost: 11 } });
  });

  it('lets a weight move with the step: L = β(t) (y − w)², compiled or not', async () => {
    const { model, objective, w } = location();
    const beta = (step: number) => step / 2;
    const warming = { ...objective, weights: { cost: beta } };
    const events = await run({ model, objective: warming, epochs: 3 });
    // w = 0, then unmoved at β = 0, then −η β ∂/∂w
    const steps = events.filter((event) => event.kind === 'step');
    expect(steps.map(({ weights, terms, total }) => [weights.cost, terms.cost, total])).toEqual([
      [0, 11, 0],
      [0.5, 11, 5.5],
      [1, expect.closeTo(2 + 2.7 ** 2, 5), expect.closeTo(2 + 2.7 ** 2, 5)],
    ]);
    expect(w.dataSync()[0]).toBeCloseTo(0.3 + 0.1 * 2 * 2.7, 6);
  });

  it('weighs the last, smaller batch by its size: the epoch is the mean over examples', async () => {
    const { model, objective } = location(2);
    const events = await run({ model, objective, batchSize: 2, learningRate: 0 });
    expect(events.filter(({ kind }) => kind === 'step').map((event) => 'examples' in event && event.examples)).toEqual([
      2, 4, 5,
    ]);
    expect(events.at(-1)).toMatchObject({ terms: { cost: (1 + 0 + 1 + 4 + 9) / 5 } });
  });

  it('shows every example once an epoch, in another order each epoch, the same for the same seed', async () => {
    const seen = async (seed: number) => {
      const { model, objective } = location();
      const rows: number[] = [];
      const watched = {
        ...objective,
        terms(...args: Parameters<typeof objective.terms>) {
          rows.push(...args[1].y.dataSync());
          return objective.terms(...args);
        },
      };
      const y = table(
        Float32Array.from({ length: 40 }, (_, i) => i),
        [40, 1],
      );
      await run({ model, objective: watched, data: { y }, epochs: 2, batchSize: 7, learningRate: 0, seed });
      return rows;
    };
    const rows = await seen(3);
    const sorted = [...Array(40).keys()];
    expect(rows.slice(0, 40).sort((a, b) => a - b)).toEqual(sorted);
    expect(rows.slice(40).sort((a, b) => a - b)).toEqual(sorted);
    expect(await seen(3)).toEqual(await seen(3));
    expect((await seen(3)).slice(0, 40)).not.toEqual((await seen(3)).slice(40));
    expect(await seen(3)).not.toEqual(await seen(4));
  });

  it('asks a schedule for the learning rate of each step', async () => {
    const { model, objective } = location();
    const events = await run({ model, objective, epochs: 3, learningRate: (step) => 0.5 ** step });
    expect(events.flatMap((event) => (event.kind === 'step' ? [event.learningRate] : []))).toEqual([1, 0.5, 0.25]);
  });

  it('tells the norm of the gradients of every nth step, as they were before clipping', async () => {
    const { model, objective } = location();
    const clipped = clipByGlobalNorm(sgd(), 1);
    const events = await run({
      model,
      objective,
      epochs: 4,
      learningRate: 0.5,
      optimizer: clipped,
      gradientNormEvery: 2,
    });
    const steps = events.filter((event) => event.kind === 'step');
    // g = −2 (3 − w), and each step moves w by 0.5 · 1: from 0 to 0.5, 1, 1.5.
    const near = (value: number) => expect.closeTo(value, 4);
    expect(steps.map(({ gradientNorm }) => gradientNorm)).toEqual([undefined, near(5), undefined, near(3)]);
    expect(steps.map(({ terms }) => Object.keys(terms))).toEqual(Array(4).fill(['cost']));
    await expect(run({ model, objective, gradientNormEvery: 0.5 })).rejects.toThrow(
      'train, gradientNormEvery: expected',
    );
  });

  it('stops after the step in flight when its signal is raised', async () => {
    const { model, objective, w } = location();
    const controller = new AbortController();
    const kinds: string[] = [];
    const options = {
      model,
      objective,
      data,
      optimizer: sgd(),
      engine: eager({ backend: 'cpu' }),
      epochs: 9,
      batchSize: 1,
    };
    for await (const event of train({ ...options, signal: controller.signal })) {
      kinds.push(event.kind);
      controller.abort();
    }
    expect(kinds).toEqual(['step', 'stopped']);
    expect(w.dataSync()[0]).not.toBe(0);
  });

  it('leaves no tensor behind, also when it is left early', async () => {
    const { model, objective } = location();
    const before = tf.memory().numTensors;
    await run({ model, objective, epochs: 2 });
    const options = {
      model,
      objective,
      data,
      optimizer: sgd({ momentum: 0.9 }),
      engine: eager({ backend: 'cpu' }),
      epochs: 2,
    };
    for await (const event of train(options)) if (event.kind === 'step') break;
    expect(tf.memory().numTensors).toBe(before);
  });

  it('names the term, the step and the epoch where a loss stops being a number', async () => {
    const { model, objective } = location();
    await expect(run({ model, objective, learningRate: 1e38, epochs: 4 })).rejects.toThrow(
      /^train, epoch \d, step \d: expected a finite cost, received (NaN|Infinity) for the batch of rows \d, \d, \d, \d, \d\. Lower the learning rate/,
    );
  });

  it('says what was not finite and in which rows, also of gradients where they are watched', async () => {
    // d√w/dw is infinite at 0, where the cost itself is fine.
    const w = tf.variable(tf.scalar(0));
    const model: Model = { variables: { w }, dispose: () => w.dispose() };
    const objective: Objective<Model, 'cost'> = {
      weights: { cost: 1 },
      terms: (_, { y }) => ({ cost: tf.mul(tf.reshape(y, [-1]), tf.sqrt(w)) as tf.Tensor1D }),
    };
    const failure = async (watchGradients: boolean) => {
      w.assign(tf.scalar(0));
      return run({ model, objective, batchSize: 3, watchGradients }).then(() => undefined, notFinite);
    };
    const order = permutation(5, { seed: 0, step: 0 });
    expect(await failure(false)).toEqual({ what: 'cost', value: Number.NaN, epoch: 1, step: 2, rows: order.slice(3) });
    expect(await failure(true)).toMatchObject({ what: 'gradient of w', epoch: 1, step: 1, rows: order.slice(0, 3) });
  });

  it.each([
    [
      { epochs: 0 },
      'train, epochs: expected a whole number of at least 1, received 0. Set epochs to the number you want.',
    ],
    [{ batchSize: 2.5 }, 'train, batchSize: expected a whole number of at least 1, received 2.5.'],
    [
      { data: { ...data, label: table(new Uint8Array(4), [4]) } },
      'train, data.label: expected 5 rows, as in y, received 4.',
    ],
    [
      { data: { y: { values: Float64Array.of(1, 2) as never, shape: [2, 1] } } },
      'train, data.y: expected values in a typed array of numbers, received Float64Array. Pass a Float32Array, or what table(values, shape) makes',
    ],
  ])('refuses %j', async (options, message) => {
    const { model, objective } = location();
    await expect(run({ model, objective, ...options })).rejects.toThrow(message);
  });
});
