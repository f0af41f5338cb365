import type { NamedVariables } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';

/** x ↦ xW + b, with kernel W [in, out] and bias b [out]. */
export type Affine<T extends tf.Tensor = tf.Tensor> = {
  readonly kernel: T;
  readonly bias: T;
};

/** Weights of a layer normalisation, each [d]. */
export type Norm<T extends tf.Tensor = tf.Tensor> = {
  readonly gain: T;
  readonly bias: T;
};

/** Weights of an attention over vectors of width d: all [d, d]. A bias of keys would shift all scores of a query alike, which softmax does not see. */
export type Attention<T extends tf.Tensor = tf.Tensor> = {
  readonly query: Affine<T>;
  readonly key: { readonly kernel: T };
  readonly value: Affine<T>;
  readonly output: Affine<T>;
};

/** Weights of a transformer block: an attention and a network of one hidden layer, each after a normalisation. */
export type Block<T extends tf.Tensor = tf.Tensor> = {
  readonly attentionNorm: Norm<T>;
  readonly attention: Attention<T>;
  readonly feedForwardNorm: Norm<T>;
  /** `up` [d, hidden], `down` [hidden, d] */
  readonly feedForward: { readonly up: Affine<T>; readonly down: Affine<T> };
};

/** Variables in lists and records of any depth. */
export type VariableTree = tf.Variable | readonly VariableTree[] | { readonly [name: string]: VariableTree };

/**
 * The variables of a tree by their path, such as `blocks/0/attention/query/kernel`: the same names in every process.
 *
 * @example
 * const block = blockWeights(weightDraws({ seed: 1 }), { width: 8 });
 * Object.keys(namedVariables({ blocks: [block] })).length; // 15
 */
export function namedVariables(tree: VariableTree): NamedVariables {
  return Object.fromEntries(leaves(tree, []));
}

function leaves(tree: VariableTree, path: readonly string[]): [string, tf.Variable][] {
  if (tree instanceof tf.Variable) return [[path.join('/'), tree]];
  return Object.entries(tree).flatMap(([name, branch]) => leaves(branch as VariableTree, [...path, name]));
}
