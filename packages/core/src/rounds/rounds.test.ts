import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { table } from '../data/table.ts';
import { eager } from '../engine/eager.ts';
import { type Model, trainable } from '../model.ts';
import type { Objective } from '../objective.ts';
import { adam } from '../optimizers/adam.ts';
import { noLosses } from '../train/losses.ts';
import { train } from '../train/train.ts';
import { readArrays, type TrainState } from '../train/trainState.ts';
import { meanArrays } from './meanArrays.ts';
import { innerState, mergeRound } from './mergeRound.ts';
import { type Outer, outerStep } from './outerStep.ts';
import { roundParts } from './roundParts.ts';
import { type PartDone, trainPart } from './trainPart.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const array = (...values: number[]) => ({ values: Float32Array.from(values), shape: [values.length] });

describe('roundParts', () => {
  it('are disjoint and cover each epoch, whatever K and H', () => {
    for (const [batches, workers, localSteps] of [
      [10, 1, 3],
      [10, 2, 4],
      [469, 4, 100],
      [3, 8, 5],
      [1, 1, 1],
    ] as const) {
      const seen: number[] = [];
      for (let done = 0; done < batches; ) {
        const parts = roundParts(done, { batches, workers, localSteps });
        expect(parts.length).toBeLessThanOrEqual(workers);
        for (const { first, steps } of parts) {
          expect(steps).toBeLessThanOrEqual(localSteps);
          for (let i = 0; i < steps; i++) seen.push(first + i);
          done += steps;
        }
      }
      expect(seen).toEqual(Array.from({ length: batches }, (_, i) => i));
    }
  });
});

describe('meanArrays', () => {
  it('is the mean in float64, rounded once', () => {
    const parts = [array(1, 2 ** 24, -0), array(2, 1, -0), array(6, 1, -0)].map((w) => ({ w }));
    const { w } = meanArrays(parts, [1, 1, 1]);
    expect([...(w?.values ?? [])]).toEqual([3, Math.fround((2 ** 24 + 2) / 3), -0]);
  });

  it('counts a part by its weight; of one part, or of equal ones, it is that part', () => {
    const odd = array(0.1, -1e-30, 3e38, -0);
    expect(meanArrays([{ w: array(1) }, { w: array(5) }], [3, 1]).w?.values[0]).toBe(2);
    for (const parts of [[odd], [odd, odd, odd]])
      expect(
        meanArrays(
          parts.map((w) => ({ w })),
          parts.map(() => 6400),
        ).w?.values,
      ).toEqual(odd.values);
  });

  it('refuses parts that are not alike', () => {
    expect(() => meanArrays([{ w: array(1) }, { v: array(1) }], [1, 1])).toThrow('round, w: expected the same array');
    const int = (value: number) => ({ n: { values: Int32Array.of(value), shape: [1] } });
    expect(() => meanArrays([int(1), int(2)], [1, 1])).toThrow('integers that differ');
  });
});

describe('outerStep', () => {
  const [theta, mean] = [{ w: array(1, 2) }, { w: array(3, 1), running: array(7) }];

  it('of rate 1 without momentum is the mean', () => {
    expect(outerStep(theta, mean, {}, { learningRate: 1, momentum: 0 })).toEqual({ arrays: mean, velocity: {} });
  });

  it('is Nesterov: θ − α (g + μ u), u = μ u + g, g = θ − ā', () => {
    const [rate, momentum] = [0.5, 0.75];
    const first = outerStep(theta, mean, {}, { learningRate: rate, momentum });
    // g = u = (−2, 1)
    expect([...(first.velocity.w?.values ?? [])]).toEqual([-2, 1]);
    expect([...(first.arrays.w?.values ?? [])]).toEqual([1 + 0.5 * (2 + 1.5), 2 - 0.5 * (1 + 0.75)]);
    const second = outerStep(theta, mean, first.velocity, { learningRate: rate, momentum });
    expect([...(second.velocity.w?.values ?? [])]).toEqual([-3.5, 1.75]);
  });

  it('leaves alone what does not learn', () => {
    const { arrays } = outerStep(theta, mean, {}, { learningRate: 0.5, momentum: 0.5 });
    expect(arrays.running).toBe(mean.running);
  });
});

/** E(y) = |y + noise − w|², with a running mean that does not learn. */
function noisy() {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([0.1, -0.3])));
  const running = tf.tidy(() => tf.variable(tf.zeros([2]), false));
  const model: Model = { variables: { w, running }, dispose: () => tf.dispose([w, running]) };
  const objective: Objective<Model, 'cost'> = {
    weights: { cost: 1 },
    terms: (_, { y }, random) => {
      running.assign(tf.add(tf.mul(running, 0.9), tf.mul(tf.mean(y, 0), 0.1)));
      return { cost: tf.sum(tf.square(tf.sub(tf.add(y, random.normal(y.shape)), w)), 1) };
    },
  };
  return { model, objective };
}

const rows = 43;
const [batchSize, epochs, seed] = [4, 3, 7];
const batches = Math.ceil(rows / batchSize);
const options = {
  data: {
    y: table(
      Float32Array.from({ length: 2 * rows }, (_, i) => Math.sin(i)),
      [rows, 2],
    ),
  },
  optimizer: adam(),
  learningRate: (step: number) => 0.1 / (step + 1),
  engine: eager({ backend: 'cpu' }),
  epochs,
  batchSize,
  seed,
};

async function plain(): Promise<TrainState> {
  const { model, objective } = noisy();
  let state: TrainState | undefined;
  for await (const event of train({ ...options, model, objective }))
    if (event.kind === 'step') state = await event.state();
  model.dispose();
  return state as TrainState;
}

/** Rounds by hand. @param order in which the parts of a round are done */
async function inRounds(
  workers: number,
  localSteps: number,
  outer: Outer = { learningRate: 1, momentum: 0 },
  order: (count: number) => number[] = (count) => Array.from({ length: count }, (_, i) => i),
) {
  const { model, objective } = noisy();
  const learn = Object.keys(trainable(model));
  const moments = options.optimizer.init(trainable(model));
  const start = { seed, batchSize, rows, step: 0, epoch: 1, examples: 0, sums: noLosses };
  let state: TrainState = {
    ...start,
    variables: await readArrays(model.variables),
    optimizer: await readArrays(moments),
  };
  tf.dispose(Object.values(moments));
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (let done = 0; done < batches; ) {
      const parts = roundParts(done, { batches, workers, localSteps });
      const ends: PartDone[] = [];
      for (const k of order(parts.length)) {
        const { first, steps } = parts[k] as (typeof parts)[number];
        const position = { step: (epoch - 1) * batches + first, epoch, examples: first * batchSize };
        const from = { ...innerState(state), ...position, sums: k === 0 ? state.sums : noLosses };
        ends[k] = (await trainPart({ ...options, model, objective }, { from, steps })) as PartDone;
      }
      state = mergeRound(state, ends, { outer, learn }).state;
      done += parts.reduce((sum, { steps }) => sum + steps, 0);
    }
    if (epoch < epochs) state = { ...state, epoch: epoch + 1, examples: 0, sums: noLosses };
  }
  model.dispose();
  return state;
}

describe('rounds', () => {
  it.each([1, 4, 100])('K = 1, H = %i, rate 1, no momentum: plain training, bit for bit', async (localSteps) => {
    expect(await inRounds(1, localSteps)).toEqual(await plain());
  });

  it('K = 4: the order in which parts end changes no bit', async () => {
    const outer = { learningRate: 0.7, momentum: 0.9 };
    const [inOrder, backwards] = await Promise.all([
      inRounds(4, 2, outer),
      inRounds(4, 2, outer, (count) => Array.from({ length: count }, (_, i) => count - 1 - i)),
    ]);
    expect(backwards).toEqual(inOrder);
    expect(inOrder.step).toBe(epochs * batches);
  });
});
