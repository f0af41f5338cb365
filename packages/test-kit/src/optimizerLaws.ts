import { type Engine, eager, type NamedTensors, type NamedVariables, type Optimizer } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { near } from './near.ts';
import { type Promises, register } from './register.ts';

/** An optimiser under test. */
export interface OptimizerSubject {
  /** A tfjs backend that the test file has imported. */
  readonly backend: string;
  readonly make: () => Optimizer;
  /** Why weights move where all gradients are 0, e.g. weight decay; without a reason they must not. */
  readonly moves?: string;
  /** Gradients that it gathers for one update; 1 by default. */
  readonly gathers?: number;
  /** Other engines, whose updates must be those of the eager one of `backend`. */
  readonly engines?: readonly Engine[];
}

const rate = 0.01;

/**
 * The laws of optimisers as tests of vitest, on the variables `a` [2, 2] and `b` [3].
 *
 * @param title of the tests
 * @example
 * import { sgd } from '@latentkit/core';
 * // In a file that vitest runs:
 * const tests = () => optimizerLaws('descent', { backend: 'cpu', make: () => sgd() });
 */
export function optimizerLaws(title: string, subject: OptimizerSubject): void {
  register(title, optimizerPromises(subject), subject.backend);
}

/** What each subject promises: a promise throws where it is broken. */
export function optimizerPromises({ make, moves, gathers = 1, engines }: OptimizerSubject): Promises {
  const always: Promises = {
    'restored from its saved state it continues bit for bit'() {
      const [whole, first] = [begin(make()), begin(make())];
      for (let step = 0; step < 5; step++) update(whole, step);
      for (let step = 0; step < 3; step++) update(first, step);
      const second = begin(make());
      assign(second, valuesOf(first));
      first.end();
      for (let step = 3; step < 5; step++) update(second, step);
      expect(valuesOf(second)).toEqual(valuesOf(whole));
      for (const run of [whole, second]) run.end();
    },

    [moves === undefined ? 'gradients of 0 move nothing' : `gradients of 0 move weights: ${moves}`]() {
      const run = begin(make());
      const before = valuesOf(run).variables;
      for (let step = 0; step < gathers; step++) update(run, step, 0);
      const after = expect(valuesOf(run).variables);
      if (moves === undefined) after.toEqual(before);
      else after.not.toEqual(before);
      run.end();
    },

    'one update lowers ½‖w‖², whose gradient is w'() {
      const run = begin(make());
      const before = halfSquare(run.variables);
      for (let step = 0; step < gathers; step++) descend(run);
      expect(halfSquare(run.variables)).toBeLessThan(before);
      run.end();
    },

    'its state is of variables that do not learn; an update leaves no tensor'() {
      const before = tf.memory().numTensors;
      const run = begin(make());
      expect(Object.values(run.state).every(({ trainable }) => !trainable)).toBe(true);
      expect(tf.memory().numTensors).toBe(before + Object.keys(run.variables).length + Object.keys(run.state).length);
      // Outside of any tidy, which would hide what is left.
      const [gradients, learningRate] = [gradientsAt(run.variables, 0), tf.scalar(rate)];
      const held = tf.memory().numTensors;
      run.optimizer.update(gradients, run.state, run.variables, { learningRate });
      expect(tf.memory().numTensors).toBe(held);
      tf.dispose([gradients, learningRate]);
      run.end();
      expect(tf.memory().numTensors).toBe(before);
    },
  };

  const withEngines: Promises = engines
    ? {
        async 'engines agree on weights and state'() {
          const due = await byEngine(make(), eager());
          for (const engine of engines) {
            const found = await byEngine(make(), engine);
            for (const [name, values] of Object.entries(due)) {
              near(found[name] as number[], values, `${name} by ${engine.name}`, 1e-5);
            }
          }
        },
      }
    : {};
  return { ...always, ...withEngines };
}

interface Run {
  readonly optimizer: Optimizer;
  readonly variables: NamedVariables;
  readonly state: NamedVariables;
  end(): void;
}

function begin(optimizer: Optimizer): Run {
  const variables = tf.tidy(() => ({
    a: tf.variable(tf.tensor2d([1, -2, 0.5, 3], [2, 2])),
    b: tf.variable(tf.tensor1d([0.25, -1, 2])),
  }));
  const state = optimizer.init(variables);
  return { optimizer, variables, state, end: () => tf.dispose([...Object.values(variables), ...Object.values(state)]) };
}

/** Gradients that differ from step to step, or all are 0. */
function gradientsAt(variables: NamedVariables, step: number, size = 1): NamedTensors {
  const gradients = Object.entries(variables).map(([name, { shape, size: count }]) => {
    const values = Float32Array.from({ length: count }, (_, i) => size * Math.sin(1 + i + 3 * step));
    return [name, tf.tensor(values, shape)];
  });
  return Object.fromEntries(gradients);
}

function update({ optimizer, variables, state }: Run, step: number, size = 1): void {
  tf.tidy(() => {
    const gradients = gradientsAt(variables, step, size);
    optimizer.update(gradients, state, variables, { learningRate: tf.scalar(rate) });
  });
}

/** An update by the gradients of ½‖w‖², which are w. */
function descend(
  { optimizer, variables, state }: Pick<Run, 'optimizer' | 'variables' | 'state'>,
  learningRate?: tf.Scalar,
) {
  tf.tidy(() => {
    const gradients: NamedTensors = Object.fromEntries(
      Object.entries(variables).map(([name, variable]) => [name, tf.clone(variable as tf.Tensor)]),
    );
    optimizer.update(gradients, state, variables, { learningRate: learningRate ?? tf.scalar(rate) });
  });
}

/** Weights and state after five updates as steps of a program. */
async function byEngine(optimizer: Optimizer, engine: Engine): Promise<Record<string, number[]>> {
  const run = begin(optimizer);
  const step = (inputs: NamedTensors) => {
    descend(run, inputs.rate as tf.Scalar);
    return { norm: tf.sum(tf.square(run.variables.a as tf.Tensor)) };
  };
  const program = await engine.program(step, [...Object.values(run.variables), ...Object.values(run.state)]);
  for (let at = 0; at < 5; at++) await program.run({ rate }, { seed: 1, step: at });
  await program.read();
  program.dispose();
  const { variables, state } = valuesOf(run);
  run.end();
  return {
    ...variables,
    ...Object.fromEntries(Object.entries(state).map(([name, values]) => [`state ${name}`, values])),
  };
}

const numbersOf = (variables: NamedVariables): Record<string, number[]> =>
  Object.fromEntries(Object.entries(variables).map(([name, variable]) => [name, [...variable.dataSync()]]));

const valuesOf = ({ variables, state }: Run) => ({ variables: numbersOf(variables), state: numbersOf(state) });

function assign({ variables, state }: Run, values: ReturnType<typeof valuesOf>): void {
  expect(Object.keys(values.state)).toEqual(Object.keys(state));
  tf.tidy(() => {
    for (const [own, from] of [
      [variables, values.variables],
      [state, values.state],
    ] as const) {
      for (const [name, variable] of Object.entries(own)) {
        variable.assign(tf.tensor(from[name] as number[], variable.shape, variable.dtype));
      }
    }
  });
}

const halfSquare = (variables: NamedVariables) =>
  Object.values(numbersOf(variables)).reduce((sum, values) => sum + values.reduce((s, w) => s + w * w, 0) / 2, 0);
