import type { StepFunction } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { type Dice, dice } from './dice.ts';
import { type Instruction, propose } from './randomInstruction.ts';

/** A program of tfjs operations over some variables, that runs eagerly: its values are finite and not large. */
export interface RandomProgram {
  /** The variables as they begin. */
  readonly start: readonly { readonly shape: readonly number[]; readonly values: Float32Array }[];
  /** One step over variables of those shapes: values out and, where it learns, gradients taken and variables changed. */
  readonly step: (variables: readonly tf.Variable[], learns: boolean) => StepFunction;
  /** The operations in order, for a report. */
  readonly listing: readonly string[];
}

const shapes = [[], [1], [3], [1, 1], [1, 3], [3, 1], [2, 3], [3, 3], [1, 3, 1], [2, 3, 2], [2, 4, 4, 1], [1, 3, 4, 2]];
/** Beyond, float32 says more about the program than about the engine. */
const largest = 300;
const most = 4096;

/** The program of a seed. */
export function randomProgram(seed: number): RandomProgram {
  const random = dice(seed);
  const start = Array.from({ length: 2 + random.below(2) }, () => {
    const shape = random.pick(shapes);
    const size = shape.reduce((product, length) => product * length, 1);
    return { shape, values: Float32Array.from({ length: size }, () => 4 * random.unit() - 2) };
  });
  const instructions = scoped(() => instructionsOf(random, start));
  const last = instructions.length + start.length - 1;
  const outputs = [last, Math.max(start.length, last - random.below(3))];
  const follow = (variables: readonly tf.Tensor[]) => {
    const pool = [...variables];
    for (const { run } of instructions) pool.push(run(pool));
    return pool;
  };
  const cost = (variables: readonly tf.Tensor[]) => {
    const pool = follow(variables);
    const parts = [...new Set(outputs)].map((i) => {
      const y = pool[i] as tf.Tensor;
      return tf.mean(tf.mul(y, tf.cos(tf.reshape(tf.range(0, y.size), y.shape))));
    });
    // So that none is without a gradient.
    parts.push(...variables.map((variable) => tf.mul(tf.mean(variable), 0.1)));
    return parts.reduce((sum, part) => tf.add(sum, part)) as tf.Scalar;
  };
  const step = (variables: readonly tf.Variable[], learns: boolean): StepFunction => {
    return () => {
      const pool = follow(variables.map((variable) => tf.clone(variable as tf.Tensor)));
      const found = Object.fromEntries(outputs.map((i, k) => [`y${k}`, tf.clone(pool[i] as tf.Tensor)]));
      if (!learns) return found;
      const gradients = tf.grads((...x: tf.Tensor[]) => cost(x))(variables as unknown as tf.Tensor[]);
      variables.forEach((variable, i) => {
        variable.assign(tf.sub(variable, tf.mul(gradients[i] as tf.Tensor, 0.01)));
      });
      return { ...found, ...Object.fromEntries(gradients.map((gradient, i) => [`d${i}`, gradient])) };
    };
  };
  return { start, step, listing: instructions.map(({ text }, i) => `%${i + start.length} = ${text}`) };
}

function instructionsOf(random: Dice, start: RandomProgram['start']): Instruction[] {
  const pool: tf.Tensor[] = start.map(({ shape, values }) => tf.tensor(values, [...shape]));
  const instructions: Instruction[] = [];
  const wanted = 2 + random.below(9);
  for (let tries = 0; instructions.length < wanted && tries < 60; tries++) {
    const instruction = propose(random, pool, start.length);
    const made = instruction && attempt(() => instruction.run(pool));
    if (
      !instruction ||
      !made ||
      made.size > most ||
      made.shape.some((length) => length < 1) ||
      made.rank > 5 ||
      !isTame(made)
    )
      continue;
    instructions.push(instruction);
    pool.push(made);
  }
  return instructions;
}

/** Without the tensors that are made meanwhile. */
export function scoped<R>(run: () => R): R {
  tf.engine().startScope();
  try {
    return run();
  } finally {
    tf.engine().endScope();
  }
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

const isTame = (tensor: tf.Tensor) => tensor.dataSync().every((value) => Math.abs(value) < largest);
