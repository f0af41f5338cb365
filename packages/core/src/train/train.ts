import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { Table } from '../data/table.ts';
import type { Engine, HostArray, Program, StepFunction } from '../engine/engine.ts';
import { backpropagation } from '../learn/backpropagation.ts';
import type { Learn } from '../learn/learn.ts';
import { type Model, trainable } from '../model.ts';
import { type Objective, type StepWeights, type Weights, weightsAt } from '../objective.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { Schedule } from '../optimizers/schedules.ts';
import { permutation } from '../random/permutation.ts';
import type { Batch, NamedVariables } from '../tensors.ts';
import type { Losses, TrainEvent } from './events.ts';

export interface TrainOptions<M extends Model, Name extends string> {
  readonly model: M;
  readonly objective: Objective<M, Name>;
  /** The learning rule; backpropagation unless given. */
  readonly learn?: (model: M, objective: Objective<M, Name>) => Learn<Name>;
  /** Observations `y` and whatever else the objective reads, one row an example. */
  readonly data: { readonly y: Table } & Readonly<Record<string, Table | undefined>>;
  readonly optimizer: Optimizer;
  /** A number, or a function of the step, counted from 0. */
  readonly learningRate?: number | Schedule;
  readonly engine: Engine;
  readonly epochs: number;
  readonly batchSize?: number;
  /** Decides the order of examples and all noise. */
  readonly seed?: number;
  /** Raise it to stop after the step in flight. */
  readonly signal?: AbortSignal;
}

/**
 * Train: the one visible loop. Progress bars, figures, early stopping and saving are consumers of what it yields; leaving the loop ends it
 * cleanly. Every example is seen once an epoch in a seeded order; the last, smaller batch is kept.
 *
 * @throws `NOT_FINITE` naming the first term that is not a number, the step and the epoch
 * @example
 * for await (const event of train({ model, objective, data, optimizer: adam(), engine: eager(), epochs: 10 }))
 *   if (event.kind === 'epoch') console.log(event.epoch, event.total);
 */
export async function* train<M extends Model, Name extends string>({
  model,
  objective,
  learn = backpropagation,
  data,
  optimizer,
  learningRate = 1e-3,
  engine,
  epochs,
  batchSize = 128,
  seed = 0,
  signal,
}: TrainOptions<M, Name>): AsyncGenerator<TrainEvent<Name>, void, undefined> {
  const tables = Object.fromEntries(Object.entries(data).filter(([, table]) => table !== undefined)) as Tables;
  const size = checkedSize(tables, { epochs, batchSize });
  const variables = trainable(model);
  const state = optimizer.init(variables);
  const rate = typeof learningRate === 'number' ? () => learningRate : learningRate;
  let program: Program | undefined;
  try {
    const body = trainStep(learn(model, objective), { optimizer, state, variables, weights: objective.weights });
    program = await engine.program(body, [...Object.values(model.variables), ...Object.values(state)]);
    let step = 0;
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const order = permutation(size, { seed, step: epoch - 1 });
      const mean = runningMean<Name>();
      const started = performance.now();
      for (let from = 0; from < size; from += batchSize) {
        const rows = order.subarray(from, from + batchSize);
        const [weights, learningRate] = [weightsAt(objective.weights, step), rate(step)];
        const inputs = { ...batchOf(tables, rows), ...movingOf(objective.weights, weights), learningRate };
        const terms = termsOf<Name>(await program.run(inputs, { seed, step }), { epoch, step });
        const losses = { terms, total: weighted(terms, weights) };
        mean.add(losses, rows.length);
        step += 1;
        yield { kind: 'step', step, epoch, examples: from + rows.length, learningRate, weights, ...losses };
        if (signal?.aborted) {
          await program.read();
          yield { kind: 'stopped', step, epoch };
          return;
        }
      }
      await program.read();
      const seconds = (performance.now() - started) / 1000;
      yield { kind: 'epoch', step, epoch, examples: size, seconds, examplesPerSecond: size / seconds, ...mean.value() };
    }
  } finally {
    // A consumer that breaks out of its loop gets what was learned so far.
    await program?.read();
    program?.dispose();
    tf.dispose(Object.values(state));
  }
}

type Tables = Readonly<Record<string, Table>> & { readonly y: Table };

/** One step in plain tfjs: gradients, update, and the batch mean of each bare term. */
function trainStep<Name extends string>(
  learn: Learn<Name>,
  {
    optimizer,
    state,
    variables,
    weights,
  }: { optimizer: Optimizer; state: NamedVariables; variables: NamedVariables; weights: Weights<Name> },
): StepFunction {
  const names = Object.keys(weights) as Name[];
  return ({ learningRate, ...inputs }, random) => {
    const at = names.map((name) => [name, inputs[inputOf(name)] ?? weights[name]]);
    const { gradients, terms } = learn(inputs as Batch, random, Object.fromEntries(at) as StepWeights<Name>);
    optimizer.update(gradients, state, variables, { learningRate: learningRate as tf.Scalar });
    return Object.fromEntries(Object.entries<tf.Tensor1D>(terms).map(([name, term]) => [name, tf.mean(term)]));
  };
}

const inputOf = (term: string) => `weight of ${term}`;

/** The weights that move, which are inputs of a step; the others are constants in it. */
function movingOf<Name extends string>(weights: Weights<Name>, at: Readonly<Record<Name, number>>) {
  const moving = (Object.keys(weights) as Name[]).filter((name) => typeof weights[name] === 'function');
  return Object.fromEntries(moving.map((name) => [inputOf(name), at[name]]));
}

function batchOf(tables: Tables, rows: Int32Array) {
  return Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, { table, rows }]));
}

function termsOf<Name extends string>(
  outputs: Readonly<Record<string, HostArray>>,
  { epoch, step }: { epoch: number; step: number },
): Record<Name, number> {
  const terms = Object.entries(outputs).map(([name, { values }]) => [name, values[0]] as [string, number]);
  const broken = terms.find(([, value]) => !Number.isFinite(value));
  if (broken) {
    throw expected({
      where: `train, epoch ${epoch}, step ${step + 1}`,
      expected: `a finite ${broken[0]}`,
      received: String(broken[1]),
      todo: 'Lower the learning rate, clip the gradients, or check the data for values outside of what the cost takes.',
      code: 'NOT_FINITE',
    });
  }
  return Object.fromEntries(terms) as Record<Name, number>;
}

function weighted<Name extends string>(
  terms: Readonly<Record<Name, number>>,
  weights: Readonly<Record<Name, number>>,
): number {
  return (Object.keys(terms) as Name[]).reduce((sum, name) => sum + weights[name] * terms[name], 0);
}

/** Σ n·mean / Σ n over the batches of an epoch. */
function runningMean<Name extends string>() {
  const sums = {} as Record<Name, number>;
  let [sum, count] = [0, 0];
  return {
    add({ terms, total }: Losses<Name>, examples: number) {
      count += examples;
      sum += total * examples;
      for (const name of Object.keys(terms) as Name[]) sums[name] = (sums[name] ?? 0) + terms[name] * examples;
    },
    value(): Losses<Name> {
      const means = (Object.keys(sums) as Name[]).map((name) => [name, sums[name] / count]);
      return { terms: Object.fromEntries(means) as Losses<Name>['terms'], total: sum / count };
    },
  };
}

function checkedSize(tables: Tables, counts: { epochs: number; batchSize: number }): number {
  const size = tables.y.shape[0] as number;
  for (const [name, count] of Object.entries({ ...counts, 'rows of y': size })) {
    if (!Number.isInteger(count) || count < 1) {
      throw expected({
        where: `train, ${name}`,
        expected: 'a whole number of at least 1',
        received: String(count),
        todo: `Set ${name} to how many you want.`,
        code: 'OPTION',
      });
    }
  }
  for (const [name, { shape }] of Object.entries(tables)) {
    if (shape[0] !== size) {
      throw expected({
        where: `train, data.${name}`,
        expected: `${size} rows, as in y`,
        received: `${shape[0]}`,
        todo: 'Give every table one row an example.',
        code: 'SHAPE',
      });
    }
  }
  return size;
}
