import * as tf from '@tensorflow/tfjs-core';
import { resolveEngine } from '#engines';
import type { Readable } from '../data/rowSource.ts';
import type { Engine, Program } from '../engine/engine.ts';
import { fallingBack } from '../engine/fallingBack.ts';
import { backpropagation } from '../learn/backpropagation.ts';
import type { Learn, LearnInTurn } from '../learn/learn.ts';
import { type Model, trainable } from '../model.ts';
import { type Objective, weightsAt } from '../objective.ts';
import { adam } from '../optimizers/adam.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { Schedule } from '../optimizers/schedules.ts';
import { type BatchStream, batchesOf, type DataColumns } from './batches.ts';
import { checkCounts } from './checkTables.ts';
import type { TrainEvent } from './events.ts';
import { addLosses, type LossSums, meanLosses, noLosses } from './losses.ts';
import { noticeBoard } from './noticeBoard.ts';
import { assignArrays, checkPosition, readArrays, type TrainState } from './trainState.ts';
import { askForNorm, movingOf, normOf, termsOf, trainStep, weightedSum } from './trainStep.ts';

export interface TrainOptions<M extends Model, Name extends string> {
  readonly model: M;
  readonly objective: Objective<M, Name>;
  /** The learning rule; backpropagation by default. */
  readonly learn?: (model: M, objective: Objective<M, Name>) => Learn<Name> | LearnInTurn<Name>;
  /**
   * Observations `y` and whatever else the objective reads, one row per example; what need not lie in memory is read ahead. A function makes the
   * batches of each epoch again: a resumed run asks for its epoch's and passes over the examples that were seen.
   */
  readonly data: DataColumns<Readable> | BatchStream;
  /** Adam with its usual settings by default. */
  readonly optimizer?: Optimizer;
  /** A number, or a function of the step, counted from 0. */
  readonly learningRate?: number | Schedule;
  /** What runs the steps; the best that loads by default. What it cannot trace runs on the best eager one. */
  readonly engine?: Engine;
  readonly epochs: number;
  /** Rows per batch, for tables; a stream has its own batches. */
  readonly batchSize?: number;
  /** Decides the order of examples and all noise. */
  readonly seed?: number;
  /** What an event's `state()` gave: the run goes on from there, bit for bit as if it had not stopped, on the same engine. */
  readonly from?: TrainState;
  /** Abort it to stop after the current step. */
  readonly signal?: AbortSignal;
  /** Look at every gradient too, so that the error names the first that is not finite. Costs one pass over the gradients per step. */
  readonly watchGradients?: boolean;
  /**
   * Steps from one event with `gradientNorm` to the next; none has it by default. Such a step takes one more pass over the gradients, and an engine
   * that traces makes a second graph for these steps.
   */
  readonly gradientNormEvery?: number;
}

/**
 * Train: the one visible loop. Progress bars, figures, early stopping and saving are consumers of what it yields; leaving the loop ends it
 * cleanly. The engine is the best that loads (`resolveEngine` of `@latentkit/core/node`; in a browser's bundle `eager()`) by default. Every
 * example is seen once an epoch, in an order that follows from the seed or as a stream has it; the last, smaller batch is kept.
 *
 * @throws `NOT_FINITE` naming the first term that is not a number, the step, the epoch and the batch's rows (see `notFinite`);
 *   `STATE` for a `from` of another model, optimiser, data set or batch size
 * @example
 * for await (const event of train({ model, objective, data, optimizer: adam(), epochs: 10 }))
 *   if (event.kind === 'epoch') console.log(event.epoch, event.total);
 */
export async function* train<M extends Model, Name extends string>({
  model,
  objective,
  learn = backpropagation,
  data,
  optimizer = adam(),
  learningRate = 1e-3,
  engine: given,
  epochs,
  batchSize = 128,
  seed = 0,
  from,
  signal,
  watchGradients = false,
  gradientNormEvery,
}: TrainOptions<M, Name>): AsyncGenerator<TrainEvent<Name>, void, undefined> {
  const batches = batchesOf(data, { epochs, batchSize, seed });
  if (gradientNormEvery !== undefined) checkCounts({ gradientNormEvery });
  const run = { seed, batchSize, rows: batches.rows };
  const variables = trainable(model);
  const state = optimizer.init(variables);
  const { weights } = objective;
  const rate = typeof learningRate === 'number' ? () => learningRate : learningRate;
  let { step, epoch, examples } = from ?? { step: 0, epoch: 1, examples: 0 };
  let sums: LossSums<Name> = from?.sums ?? noLosses;
  let program: Program | undefined;
  const notices = noticeBoard();
  const read = async (): Promise<TrainState> => {
    const position = { ...run, step, epoch, examples, sums };
    await program?.read();
    return { ...position, variables: await readArrays(model.variables), optimizer: await readArrays(state) };
  };
  try {
    if (from) {
      checkPosition(from, run);
      const { variables, optimizer } = from;
      assignArrays('train, from', { variables, optimizer }, { variables: model.variables, optimizer: state });
    }
    const body = trainStep(learn(model, objective), { optimizer, state, variables, weights, watchGradients });
    const engine = fallingBack(given ?? (await resolveEngine({ notice: notices.add })).engine);
    program = await engine.program(body, [...Object.values(model.variables), ...Object.values(state)], notices.add);
    while (epoch <= epochs) {
      const [started, before] = [performance.now(), examples];
      for await (const { inputs: batch, rows } of batches.of(epoch, examples)) {
        const [at, learningRate] = [weightsAt(weights, step), rate(step)];
        const asked = gradientNormEvery !== undefined && (step + 1) % gradientNormEvery === 0;
        const inputs = { ...batch, ...movingOf(weights, at), ...(asked && askForNorm), learningRate };
        const outputs = await program.run(inputs, { seed, step });
        const terms = termsOf<Name>(outputs, { epoch, step: step + 1, rows });
        const losses = { terms, total: weightedSum(terms, at) };
        sums = addLosses(sums, losses, rows.length);
        step += 1;
        examples += rows.length;
        for (const text of notices.take()) yield { kind: 'notice', text, step, epoch, state: read };
        yield {
          kind: 'step',
          step,
          epoch,
          examples,
          learningRate,
          weights: at,
          ...losses,
          ...normOf(outputs),
          state: read,
        };
        if (signal?.aborted) {
          await program.read();
          yield { kind: 'stopped', step, epoch, state: read };
          return;
        }
      }
      await program.read();
      const seconds = (performance.now() - started) / 1000;
      const speed = { seconds, examplesPerSecond: (examples - before) / seconds };
      const event = { kind: 'epoch', step, epoch, examples, ...speed, ...meanLosses(sums), state: read } as const;
      // From here on the state is that of the next epoch's beginning.
      [epoch, examples, sums] = [epoch + 1, 0, noLosses];
      yield event;
    }
  } finally {
    // A consumer that breaks out of its loop gets what was learned so far.
    await program?.read();
    program?.dispose();
    tf.dispose(Object.values(state));
  }
}
