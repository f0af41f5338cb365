import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { compiledOnOneThread, drive } from '../../testing/runs.ts';
import { table } from '../data/table.ts';
import { eager } from '../engine/eager.ts';
import type { Model } from '../model.ts';
import type { Objective } from '../objective.ts';
import { setVariables } from '../setVariables.ts';
import type { TrainState } from '../train/trainState.ts';
import { accumulated } from './accumulated.ts';
import { adam } from './adam.ts';
import { averaged, averagesOf } from './averaged.ts';
import type { Optimizer } from './optimizer.ts';
import { parameterGroups } from './parameterGroups.ts';
import { sgd } from './sgd.ts';

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('cpu');
});

/** E(y) = Σ (y − w)⁴ of w = (0.5, −0.5). */
function system(optimizer: Optimizer, more: { epochs?: number; batchSize?: number } = {}) {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([0.5, -0.5])));
  const model: Model = { variables: { w }, dispose: () => w.dispose() };
  const objective: Objective<Model, 'cost'> = {
    weights: { cost: 1 },
    terms: (_, { y }) => ({ cost: tf.sum(tf.square(tf.square(tf.sub(y, w))), 1) }),
  };
  const values = Float32Array.from({ length: 24 }, (_, i) => Math.sin(i));
  const engine = eager({ backend: 'cpu' });
  return {
    ...{ model, objective, optimizer, engine, data: { y: table(values, [12, 2]) }, learningRate: 0.05 },
    ...{ epochs: 2, batchSize: 2, ...more },
  };
}

/** The weights after each step. */
async function path(optimizer: Optimizer, more?: Parameters<typeof system>[1]): Promise<number[][]> {
  const steps: number[][] = [];
  const run = system(optimizer, more);
  const learn: Optimizer = {
    ...optimizer,
    update(...args) {
      optimizer.update(...args);
      steps.push([...(args[2].w as tf.Variable).dataSync()]);
    },
  };
  await drive({ ...run, optimizer: learn });
  run.model.dispose();
  return steps;
}

const close = (values: ArrayLike<number>, digits = 6) => Array.from(values, (value) => expect.closeTo(value, digits));

describe('averaged', () => {
  it('is the mean of all weights so far, or one that forgets, and trains as if it were not there', async () => {
    const weights = await path(adam());
    const mean = weights.reduce((sum, w) => sum.map((s, i) => s + (w[i] as number) / weights.length), [0, 0]);
    const moving = weights.reduce((a, w) => a.map((s, i) => s + 0.25 * ((w[i] as number) - s)), [0.5, -0.5]);
    for (const [optimizer, exact] of [
      [averaged(adam()), mean],
      [averaged(adam(), { decay: 0.75 }), moving],
      [parameterGroups([{ match: /w/, optimizer: averaged(adam()) }]), mean],
    ] as const) {
      const { state } = await drive(system(optimizer));
      expect([...(averagesOf(state).w?.values ?? [])]).toEqual(close(exact));
      expect([...(state.variables.w?.values ?? [])]).toEqual(weights.at(-1));
    }
  });

  it('gives its averages to a model, and refuses another', async () => {
    const run = system(averaged(adam()));
    const { state } = await drive(run);
    setVariables(run.model, averagesOf(state));
    expect(run.model.variables.w?.dataSync()).toEqual(averagesOf(state).w?.values);
    expect(() => setVariables(run.model, {})).toThrow('setVariables: expected variables with w, received none');
  });

  it('refuses a decay of 1', () => {
    expect(() => averaged(sgd(), { decay: 1 })).toThrow('averaged, decay: expected a number in [0, 1), received 1.');
  });
});

describe('accumulated', () => {
  it('takes over k steps the step of a batch k times as large', async () => {
    const large = await path(adam(), { batchSize: 6 });
    const small = await path(accumulated(adam(), 3), { batchSize: 2 });
    expect(large).toHaveLength(4);
    expect(small).toHaveLength(12);
    small.forEach((w, i) => {
      const at = Math.floor((i + 1) / 3) - 1;
      expect(w).toEqual(close(large[at] ?? [0.5, -0.5]));
      if (i > 0 && (i + 1) % 3 !== 0) expect(w).toEqual(small[i - 1]);
    });
  });

  it.each(['cpu', 'compiled'])('goes on bit for bit in the middle of a sum, and with averages, on %s', async (name) => {
    const engine = name === 'cpu' ? eager({ backend: 'cpu' }) : await compiledOnOneThread();
    const run = (from?: TrainState) => ({
      ...system(averaged(accumulated(adam(), 4), { decay: 0.9 })),
      engine,
      ...(from && { from }),
    });
    const whole = await drive(run());
    for (const stopAfter of [2, 5]) {
      const { state } = await drive(run(), stopAfter);
      const after = await drive(run(state));
      expect(after.events).toEqual(whole.events.slice(stopAfter));
      expect(after.state).toEqual(whole.state);
    }
    const plain = await drive(system(averaged(accumulated(adam(), 4), { decay: 0.9 })));
    expect([...(averagesOf(whole.state).w?.values ?? [])]).toEqual(close(averagesOf(plain.state).w?.values ?? [], 5));
  });
});
