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
import { sgd } from '../optimizers/sgd.ts';
import { counterRandom } from '../random/counterRandom.ts';
import { alternating } from './alternating.ts';

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('cpu');
});

const softplus = (x: tf.Tensor) => tf.softplus(x);
const scalars = (values: Readonly<Record<string, number>>): Model => {
  const variables = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, tf.tidy(() => tf.variable(tf.scalar(value)))]),
  );
  return { variables, dispose: () => tf.dispose(Object.values(variables)) };
};

describe('alternating', () => {
  /** E(y) = (a b − y)², whose slopes are 2(ab − y)b and 2(ab − y)a. */
  const product: Objective<Model, 'cost'> = {
    weights: { cost: 1 },
    terms: ({ variables: { a, b } }, { y }) => ({
      cost: tf.square(tf.sub(tf.mul(a as tf.Variable, b as tf.Variable), tf.reshape(y, [-1]))) as tf.Tensor1D,
    }),
  };
  const data = { y: table(Float32Array.of(1), [1, 1]) };

  it('lets a phase see what the phase before it changed: Gauss and Seidel, not Jacobi', async () => {
    const model = scalars({ a: 2, b: 3 });
    const phases = alternating({
      first: { objective: product, match: /^a$/, optimizer: sgd() },
      second: { objective: product, match: /^b$/, optimizer: sgd(), learningRate: (base) => tf.mul(base, 0.5) },
    });
    const run = { model, data, engine: eager({ backend: 'cpu' }), epochs: 1, learningRate: 0.01, ...phases };
    const [step] = (await drive(run)).events;
    const a = 2 - 0.01 * 2 * (6 - 1) * 3;
    const b = 3 - 0.005 * 2 * (3 * a - 1) * a;
    expect(model.variables.a?.dataSync()[0]).toBeCloseTo(a, 6);
    expect(model.variables.b?.dataSync()[0]).toBeCloseTo(b, 6);
    const terms = { 'first/cost': 25, 'second/cost': expect.closeTo((3 * a - 1) ** 2, 5) };
    expect(step).toMatchObject({ terms, total: expect.closeTo(25 + (3 * a - 1) ** 2, 5) });
    model.dispose();
  });

  it('has the terms of all phases at once for an evaluation', () => {
    const model = scalars({ a: 2, b: 3 });
    const phase = { objective: product, match: /./, optimizer: sgd() };
    const { objective } = alternating({ one: phase, two: phase });
    const terms = objective.terms(model, { y: tf.tensor2d([[1]]) }, counterRandom({ seed: 1, step: 0 }));
    expect(Object.entries(terms).map(([name, term]) => [name, ...term.dataSync()])).toEqual([
      ['one/cost', 25],
      ['two/cost', 25],
    ]);
    expect(objective.weights).toEqual({ 'one/cost': 1, 'two/cost': 1 });
  });

  it('refuses a phase that nothing would learn in', async () => {
    const model = scalars({ a: 2, b: 3 });
    const phases = alternating({ one: { objective: product, match: /^c/, optimizer: sgd() } });
    await expect(drive({ model, data, engine: eager(), epochs: 1, ...phases })).rejects.toThrow(
      'alternating, one: expected variables that match /^c/, received a, b. Match the names of variables of the model that learn.',
    );
  });
});

/**
 * An adversarial autoencoder of Makhzani and others 2015: the encoder is trained to reconstruct y and to make codes that the discriminator takes for
 * draws of the prior N(0, 1).
 */
function adversarial() {
  const start = { 'encoder/w': [0.5, -0.2], 'decoder/w': [0.3, 0.4], 'discriminator/w': [0.1, -0.3, 0.2] };
  const variables = Object.fromEntries(
    Object.entries(start).map(([name, values]) => [name, tf.tidy(() => tf.variable(tf.tensor1d(values)))]),
  );
  const model: Model = { variables, dispose: () => tf.dispose(Object.values(variables)) };
  const of = (name: keyof typeof start) => model.variables[name] as tf.Variable;
  const encode = (y: tf.Tensor) => tf.sum(tf.mul(y, of('encoder/w')), 1, true); // [batch, 1]
  /** log p/(1 − p), p that a code is of the prior: [batch] */
  const logit = (z: tf.Tensor) =>
    tf.sum(tf.mul(tf.concat([tf.onesLike(z), z, tf.square(z)], 1), of('discriminator/w')), 1);
  const phases = alternating<Model>({
    reconstruction: {
      match: /^(encoder|decoder)/,
      optimizer: adam(),
      objective: {
        weights: { cost: 1 },
        terms: (_, { y }) => ({ cost: tf.sum(tf.square(tf.sub(tf.mul(encode(y), of('decoder/w')), y)), 1) }),
      },
    },
    discrimination: {
      match: /^discriminator/,
      optimizer: adam({ beta1: 0.5 }),
      objective: {
        weights: { prior: 1, codes: 1 },
        terms: (_, { y }, random) => ({
          prior: softplus(tf.neg(logit(random.normal([y.shape[0] as number, 1])))) as tf.Tensor1D,
          codes: softplus(logit(encode(y))) as tf.Tensor1D,
        }),
      },
    },
    generation: {
      match: /^encoder/,
      optimizer: adam({ beta1: 0.5 }),
      learningRate: (base) => tf.mul(base, 0.5),
      objective: {
        weights: { deception: (step) => Math.min(1, step / 4) },
        terms: (_, { y }) => ({ deception: softplus(tf.neg(logit(encode(y)))) as tf.Tensor1D }),
      },
    },
  });
  const values = Float32Array.from({ length: 20 }, (_, i) => Math.sin(i) + (i % 2));
  const data = { y: table(values, [10, 2]) };
  return { model, data, epochs: 3, batchSize: 4, learningRate: 0.05, seed: 3, ...phases };
}

describe('an adversarial autoencoder in one loop', () => {
  it('has the moments of each phase in its state', async () => {
    const { state } = await drive({ ...adversarial(), engine: eager({ backend: 'cpu' }) }, 1);
    expect(Object.keys(state.optimizer).filter((name) => /first|step/.test(name))).toEqual([
      'reconstruction/first/encoder/w',
      'reconstruction/first/decoder/w',
      'reconstruction/step',
      'discrimination/first/discriminator/w',
      'discrimination/step',
      'generation/first/encoder/w',
      'generation/step',
    ]);
  });

  it.each(['cpu', 'compiled'])('goes on bit for bit wherever it stopped, on %s', async (name) => {
    const engine = name === 'cpu' ? eager({ backend: 'cpu' }) : await compiledOnOneThread();
    const whole = await drive({ ...adversarial(), engine });
    expect(whole.events).toHaveLength(3 * 4);
    for (const stopAfter of name === 'cpu' ? [1, 4, 6] : [5]) {
      const { state } = await drive({ ...adversarial(), engine }, stopAfter);
      const after = await drive({ ...adversarial(), engine, from: decodeState(encodeState(state)).state });
      expect(after.events).toEqual(whole.events.slice(stopAfter));
      expect(after.state).toEqual(whole.state);
    }
  });

  it('learns compiled what it learns eagerly', async () => {
    const [native, plain] = await Promise.all(
      [await compiledOnOneThread(), eager({ backend: 'cpu' })].map((engine) => drive({ ...adversarial(), engine })),
    );
    for (const [name, { values }] of Object.entries(native?.state.variables ?? {})) {
      const close = [...(plain?.state.variables[name]?.values ?? [])].map((value) => expect.closeTo(value, 4));
      expect([...values]).toEqual(close);
    }
  });

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    const system = adversarial();
    await drive({ ...system, engine: eager({ backend: 'cpu' }) });
    system.model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
