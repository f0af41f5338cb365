import {
  adam,
  type Batch,
  backpropagation,
  counterRandom,
  eager,
  fillNormal,
  gather,
  type Model,
  type NamedTensors,
  type Objective,
  streams,
  type Table,
  train,
  trainable,
  weightsAt,
} from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelFiles } from './files/modelFiles.ts';

/** A model under test. Small sizes: the laws hold at any. */
export interface Subject<M extends Model, Name extends string> {
  readonly make: (seed: number) => M;
  readonly objective: Objective<M, Name>;
  /** A few examples, all different. */
  readonly y: Table;
  readonly save: (model: M) => Promise<ModelFiles>;
  readonly load: (files: ModelFiles) => Promise<M>;
  /** A tfjs backend that the test file has imported. */
  readonly backend: string;
  /** Terms in which examples see each other by design, each with the reason; in the others they must not. */
  readonly coupled?: Partial<Record<Name, string>>;
  /** Variables whose gradients estimate something else than the derivative of the terms by design, and what; the others must match. */
  readonly estimated?: { readonly variables: RegExp; readonly reason: string };
}

/** What every model promises, as tests of vitest. */
export function laws<M extends Model, Name extends string>(title: string, subject: Subject<M, Name>): void {
  const { make, objective, y, save, load, backend, coupled = {}, estimated } = subject;
  const size = y.shape[0] as number;
  const pixels = gather({ table: y, rows: Int32Array.from({ length: size }, (_, i) => i) });
  const batchOf = (values: Float32Array): Batch => ({ y: tf.tensor(values, [...y.shape]) });
  const random = () => counterRandom({ seed: 11, step: 0 });
  const termsOf = (model: M, values: Float32Array) => objective.terms(model, batchOf(values), random());
  const weights = weightsAt(objective.weights, 0);
  /** Summed in float64: a difference of losses needs the digits. */
  const lossOf = (model: M) =>
    tf.tidy(() => {
      const terms = Object.entries<tf.Tensor1D>(termsOf(model, pixels)) as [Name, tf.Tensor1D][];
      return terms.reduce((sum, [name, term]) => sum + weights[name] * mean(bits(term)), 0);
    });
  const gradientsOf = (model: M) => backpropagation(model, objective)(batchOf(pixels), random(), weights).gradients;
  /** Run with a model that is gone afterwards. */
  const withModel = (use: (model: M) => void) => {
    const model = make(1);
    tf.tidy(() => use(model));
    model.dispose();
  };

  describe(`${title}, ${backend}`, () => {
    beforeAll(async () => {
      await tf.setBackend(backend);
    });

    it('terms are [batch] and finite', () => {
      withModel((model) => {
        const terms = termsOf(model, pixels);
        expect(Object.keys(terms).sort()).toEqual(Object.keys(objective.weights).sort());
        for (const term of Object.values<tf.Tensor1D>(terms)) {
          expect(term.shape).toEqual([size]);
          expect(bits(term).every(Number.isFinite)).toBe(true);
        }
      });
    });

    it('examples do not see each other', () => {
      const others = pixels.map((value, i) => (i < pixels.length / size ? value : 1 - value));
      withModel((model) => {
        const [terms, changed] = [termsOf(model, pixels), termsOf(model, others)];
        for (const name of Object.keys(terms) as Name[]) {
          const first = expect(bits(changed[name])[0]);
          if (Object.hasOwn(coupled, name)) first.not.toBe(bits(terms[name])[0]);
          else first.toBe(bits(terms[name])[0]);
          expect(bits(changed[name])[1]).not.toBe(bits(terms[name])[1]);
        }
      });
    });

    it('same seed, same run', async () => {
      const run = async (seed: number) => {
        const model = make(seed);
        const losses: number[] = [];
        const options = { model, objective, data: { y }, optimizer: adam(), engine: eager({ backend }), seed };
        for await (const event of train({ ...options, epochs: 2, batchSize: Math.ceil(size / 2) })) {
          if (event.kind === 'step') losses.push(event.total);
        }
        const weights = Object.values(model.variables).map(bits);
        model.dispose();
        return { losses, weights };
      };
      const first = await run(1);
      expect(first.losses.length).toBe(4);
      expect(await run(1)).toEqual(first);
      expect((await run(2)).losses).not.toEqual(first.losses);
    });

    it('save → load changes no bit', async () => {
      const model = make(1);
      const copy = await load(await save(model));
      expect(Object.keys(copy.variables)).toEqual(Object.keys(model.variables));
      for (const [name, variable] of Object.entries(model.variables)) {
        expect(bytes(copy.variables[name] as tf.Variable)).toEqual(bytes(variable));
      }
      expect(lossOf(copy)).toBe(lossOf(model));
      model.dispose();
      copy.dispose();
    });

    it('one small step on a batch lowers its objective', () => {
      withModel((model) => {
        const before = lossOf(model);
        move(model, unit(gradientsOf(model)), -1e-2);
        expect(lossOf(model)).toBeLessThan(before);
      });
    });

    it('gradients match finite differences', () => {
      withModel((model) => {
        const gradients = gradientsOf(model);
        const exact = Object.keys(gradients).filter((name) => !estimated?.variables.test(name));
        const directions = exact.map((name) => only(gradients, name));
        const mixed = [0, 1].map((step) => kept(noise(gradients, step), exact));
        for (const direction of [...directions, ...mixed]) {
          const along = unit(direction);
          const slope = dot(gradients, along);
          // A kink of ReLU within ±h makes an error that falls with h, float32 one that grows: the best of some steps counts.
          const errors = [1e-2, 4e-3, 1e-3, 4e-4].map((h) =>
            Math.abs(centralDifference(model, along, () => lossOf(model), h) - slope),
          );
          expect(Math.min(...errors) / Math.abs(slope)).toBeLessThan(0.02);
        }
      });
    });

    it('leaks no tensor, also when a run is abandoned', async () => {
      const model = make(1);
      const before = tf.memory().numTensors;
      const options = { model, objective, data: { y }, optimizer: adam(), engine: eager({ backend }), epochs: 1 };
      for await (const _ of train(options));
      expect(tf.memory().numTensors).toBe(before);
      for await (const _ of train(options)) break;
      expect(tf.memory().numTensors).toBe(before);
      model.dispose();
    });

    it('dispose frees everything', () => {
      const before = tf.memory();
      withModel((model) => {
        gradientsOf(model);
      });
      const { numTensors, numBytes } = tf.memory();
      expect({ numTensors, numBytes }).toEqual({ numTensors: before.numTensors, numBytes: before.numBytes });
    });
  });
}

const scalar = (tensor: tf.Tensor) => tensor.dataSync()[0] as number;
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const bits = (tensor: tf.Tensor) => [...tensor.dataSync()];
const bytes = (tensor: tf.Tensor) => [...new Uint8Array(Float32Array.from(tensor.dataSync()).buffer)];

/** Σ aᵢbᵢ over all variables. */
function dot(a: NamedTensors, b: NamedTensors): number {
  return Object.keys(a).reduce(
    (sum, name) => sum + scalar(tf.sum(tf.mul(a[name] as tf.Tensor, b[name] as tf.Tensor))),
    0,
  );
}

const map = (tensors: NamedTensors, change: (tensor: tf.Tensor, name: string) => tf.Tensor): NamedTensors =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor, name)]));

const unit = (direction: NamedTensors) => {
  const length = Math.sqrt(dot(direction, direction));
  return map(direction, (tensor) => tf.div(tensor, length));
};

/** The part of one variable: its gradient must be right by itself. */
const only = (gradients: NamedTensors, name: string) => kept(gradients, [name]);

const kept = (direction: NamedTensors, names: readonly string[]) =>
  map(direction, (tensor, name) => (names.includes(name) ? tensor : tf.zerosLike(tensor)));

const noise = (like: NamedTensors, step: number) => {
  const names = Object.keys(like);
  return map(like, ({ size, shape }, name) => {
    const draw = { seed: 11, stream: streams.callers + names.indexOf(name), step };
    return tf.tensor(fillNormal(new Float32Array(size), draw), shape);
  });
};

/** θ ← θ + h·d */
function move(model: Model, direction: NamedTensors, h: number): void {
  for (const [name, variable] of Object.entries(trainable(model))) {
    variable.assign(tf.add(variable, tf.mul(direction[name] as tf.Tensor, h)));
  }
}

/** (L(θ + hd) − L(θ − hd)) / 2h, and θ as it was. */
function centralDifference(model: Model, direction: NamedTensors, loss: () => number, h: number): number {
  const start = map(trainable(model), (variable) => tf.clone(variable));
  move(model, direction, h);
  const above = loss();
  move(model, direction, -2 * h);
  const below = loss();
  for (const [name, variable] of Object.entries(trainable(model))) variable.assign(start[name] as tf.Tensor);
  return (above - below) / (2 * h);
}
