import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { Table } from '../data/table.ts';
import type { Engine, HostArray, Program, StepFunction } from '../engine/engine.ts';
import { backpropagation } from '../learn/backpropagation.ts';
import type { Learn } from '../learn/learn.ts';
import { type Model, trainable } from '../model.ts';
import type { Objective, Weights } from '../objective.ts';
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
    const body = trainStep(learn(model, objective), optimizer, state, variables);
    program = await engine.program(body, [...Object.values(model.variables), ...Object.values(state)]);
    let step = 0;
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const order = permutation(size, { seed, step: epoch - 1 });
      const mean = runningMean<Name>();
      const started = performance.now();
      for (let from = 0; from < size; from += batchSize) {
        const rows = order.subarray(from, from + batchSize);
        const inputs = { ...batchOf(tables, rows), learningRate: rate(step) };
        const terms = termsOf<Name>(await program.run(inputs, { seed, step }), { epoch, step });
        mean.add(terms, rows.length);
        step += 1;
        const losses = { terms, total: weighted(terms, objective.weights) };
        yield { kind: 'step', step, epoch, examples: from + rows.length, learningRate: inputs.learningRate, ...losses };
        if (signal?.aborted) {
          await program.read();
          yield { kind: 'stopped', step, epoch };
          return;
        }
      }
      await program.read();
      const seconds = (performance.now() - started) / 1000;
      const terms = mean.value();
      const losses: Losses<Name> = { terms, total: weighted(terms, objective.weights) };
      yield { kind: 'epoch', step, epoch, examples: size, seconds, examplesPerSecond: size / seconds, ...losses };
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
function trainStep(learn: Learn, optimizer: Optimizer, state: NamedVariables, variables: NamedVariables): StepFunction {
  return ({ learningRate, ...batch }, random) => {
    const { gradients, terms } = learn(batch as Batch, random);
    optimizer.update(gradients, state, variables, { learningRate: learningRate as tf.Scalar });
    return Object.fromEntries(Object.entries(terms).map(([name, term]) => [name, tf.mean(term)]));
  };
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

function weighted<Name extends string>(terms: Readonly<Record<Name, number>>, weights: Weights<Name>): number {
  return (Object.keys(terms) as Name[]).reduce((sum, name) => sum + weights[name] * terms[name], 0);
}

/** Σ n·mean / Σ n over the batches of an epoch. */
function runningMean<Name extends string>() {
  const sums = {} as Record<Name, number>;
  let count = 0;
  return {
    add(terms: Readonly<Record<Name, number>>, examples: number) {
      count += examples;
      for (const name of Object.keys(terms) as Name[]) sums[name] = (sums[name] ?? 0) + terms[name] * examples;
    },
    value: () =>
      Object.fromEntries((Object.keys(sums) as Name[]).map((name) => [name, sums[name] / count])) as Record<
        Name,
        number
      >,
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
