import * as tf from '@tensorflow/tfjs-core';
import type { HostArray } from '../data/hostArray.ts';
import type { StepFunction } from '../engine/engine.ts';
import type { Learn, LearnInTurn, Update } from '../learn/learn.ts';
import type { StepWeights, Weights } from '../objective.ts';
import { globalNorm } from '../optimizers/globalNorm.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { Batch, NamedTensors, NamedVariables } from '../tensors.ts';
import { type AtStep, checkFinite } from './notFinite.ts';

const gradientOf = 'gradient of ';
const normOfGradients = 'norm of the gradients';
const weightOf = (term: string) => `weight of ${term}`;

/** One step in plain tfjs: gradients, update, and the batch mean of each bare term. */
export function trainStep<Name extends string>(
  learn: Learn<Name> | LearnInTurn<Name>,
  {
    optimizer,
    state,
    variables,
    weights,
    watchGradients,
  }: {
    optimizer: Optimizer;
    state: NamedVariables;
    variables: NamedVariables;
    weights: Weights<Name>;
    watchGradients: boolean;
  },
): StepFunction {
  const names = Object.keys(weights) as Name[];
  return ({ learningRate, [normOfGradients]: asked, ...inputs }, random) => {
    const at = names.map((name) => [name, inputs[weightOf(name)] ?? weights[name]]);
    const update = learn(inputs as Batch, random, Object.fromEntries(at) as StepWeights<Name>);
    let terms = {} as Update<Name>['terms'];
    let gradients: NamedTensors = {};
    // A rule that alternates computes each update when it is asked for, after the one before was made.
    for (const one of Symbol.iterator in update ? update : [update]) {
      optimizer.update(one.gradients, state, variables, { learningRate: learningRate as tf.Scalar });
      terms = { ...terms, ...one.terms };
      gradients = { ...gradients, ...one.gradients };
    }
    const means = Object.entries<tf.Tensor1D>(terms).map(([name, term]) => [name, tf.mean(term)]);
    // Σ|g| is finite where every number of g is.
    const sizes = watchGradients
      ? Object.entries(gradients).map(([name, gradient]) => [`${gradientOf}${name}`, tf.sum(tf.abs(gradient))])
      : [];
    const norm = asked ? [[normOfGradients, globalNorm(gradients)]] : [];
    return Object.fromEntries([...means, ...sizes, ...norm]);
  };
}

/** The weights that move, which are inputs of a step; the others are constants in it. */
export function movingOf<Name extends string>(
  weights: Weights<Name>,
  at: Readonly<Record<Name, number>>,
): Record<string, number> {
  const moving = (Object.keys(weights) as Name[]).filter((name) => typeof weights[name] === 'function');
  return Object.fromEntries(moving.map((name) => [weightOf(name), at[name]]));
}

/** The means of the bare terms from a step's outputs. @throws `NOT_FINITE` naming the first term or gradient that is not finite */
export function termsOf<Name extends string>(
  outputs: Readonly<Record<string, HostArray>>,
  at: AtStep,
): Readonly<Record<Name, number>> {
  const numbers = Object.entries(outputs).map(([name, { values }]) => [name, values[0]] as [string, number]);
  const terms = numbers.filter(([name]) => !name.startsWith(gradientOf) && name !== normOfGradients);
  const gradients = numbers.filter(([name]) => name.startsWith(gradientOf));
  checkFinite([...terms, ...gradients], at);
  return Object.fromEntries(terms) as Record<Name, number>;
}

/** The input by which a step is asked for ‖g‖. An engine that traces makes a second graph for such steps, so the others pay nothing. */
export const askForNorm: Readonly<Record<string, number>> = { [normOfGradients]: 1 };

/** ‖g‖ of a step that was asked for it. */
export function normOf(outputs: Readonly<Record<string, HostArray>>): { readonly gradientNorm?: number } {
  const gradientNorm = outputs[normOfGradients]?.values[0];
  return gradientNorm === undefined ? {} : { gradientNorm };
}

export function weightedSum<Name extends string>(
  terms: Readonly<Record<Name, number>>,
  weights: Readonly<Record<Name, number>>,
): number {
  return (Object.keys(terms) as Name[]).reduce((sum, name) => sum + weights[name] * terms[name], 0);
}
