import * as tf from '@tensorflow/tfjs-core';
import { checkOptions } from '../options/checkOptions.ts';
import { fraction, nonNegative } from '../options/ranges.ts';
import type { NamedVariables } from '../tensors.ts';
import { adam } from './adam.ts';
import { gradientOf, stateOf } from './lookUp.ts';
import type { Optimizer } from './optimizer.ts';
import { decoupledDecay } from './weightDecay.ts';
import { zeros } from './zeros.ts';

export interface MuonOptions {
  /** μ, how much of the momentum is kept at a step. */
  readonly momentum?: number;
  readonly weightDecay?: number;
  /** Which matrices are orthogonalised, by their names: kernels, so not the tables of embeddings, of which a step reads a few rows. */
  readonly match?: RegExp;
  /** For all other variables, at the same learning rate; `adam()` by default. */
  readonly others?: Optimizer;
}

/**
 * Muon: a matrix moves by the nearest orthogonal one to its momentum, so that all directions of it learn equally fast,
 *
 *     m ← μm + g,   W ← W − η · 0.2 √max(rows, columns) · orthogonal(g + μm).
 *
 * The factor gives the changes of W the size that Adam's have, so that one learning rate fits both. A step costs fifteen small products more for each matrix;
 * transformers need far fewer steps. The state is `momentum/…` of the matrices, and that of `others`.
 *
 * Source: Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024; the factor, Liu et al., "Muon is scalable for LLM training", 2025
 * (`match_rms_adamw` of torch.optim.Muon).
 *
 * @param options.weightDecay decoupled, of all variables: p ← (1 − ηλ)·p; 0 by default
 * @throws `OPTION` for an option out of its range; `update` throws `GRADIENT`, `SHAPE` or `STATE` for what it misses
 * @example
 * const optimizer = muon({ weightDecay: 0.01 });
 */
export function muon({
  momentum = 0.95,
  weightDecay = 0,
  match = /kernel$/,
  others = adam(),
}: MuonOptions = {}): Optimizer {
  checkOptions('muon', { momentum }, fraction);
  checkOptions('muon', { weightDecay }, nonNegative);
  const split = (variables: NamedVariables) => {
    const isMatrix = ([name, { rank }]: [string, tf.Variable]) => rank === 2 && name.search(match) >= 0;
    const entries = Object.entries(variables);
    const rest = entries.filter((entry) => !isMatrix(entry));
    return [entries.filter(isMatrix), Object.fromEntries(rest)] as const;
  };
  const optimizer: Optimizer = {
    init(variables) {
      const [matrices, rest] = split(variables);
      return { ...others.init(rest), ...zeros('momentum', Object.fromEntries(matrices)) };
    },
    update(gradients, state, variables, { learningRate }) {
      const [matrices, rest] = split(variables);
      others.update(gradients, state, rest, { learningRate });
      for (const [name, matrix] of matrices) {
        const gradient = gradientOf('muon', gradients, name, matrix);
        const sum = stateOf('muon', state, `momentum/${name}`);
        tf.tidy(() => {
          sum.assign(tf.add(tf.mul(sum, momentum), gradient));
          const ahead = tf.add(gradient, tf.mul(sum, momentum)) as tf.Tensor2D;
          const size = tf.mul(learningRate, 0.2 * Math.sqrt(Math.max(...matrix.shape)));
          matrix.assign(tf.sub(matrix, tf.mul(orthogonal(ahead), size)));
        });
      }
    },
  };
  return decoupledDecay(optimizer, weightDecay);
}

/** Of s, s³ and s⁵ in what an iteration makes of a singular value s: steep at 0, so that five bring those above 10⁻³ to between 0.7 and 1.2. */
const [linear, cubic, quintic] = [3.4445, -4.775, 2.0315];

/** U Vᵀ of M = U S Vᵀ, nearly: X ← aX + (bA + cA²)X with A = XXᵀ, from M/‖M‖. */
function orthogonal(matrix: tf.Tensor2D): tf.Tensor2D {
  const [rows, columns] = matrix.shape;
  // On the shorter side, where A is smaller.
  const turned = rows > columns;
  const wide = turned ? tf.transpose(matrix) : matrix;
  // Of a gradient of 0, 0.
  let x = tf.div(wide, tf.add(tf.sqrt(tf.sum(tf.square(wide))), 1e-12)) as tf.Tensor2D;
  for (let i = 0; i < 5; i++) {
    const a = tf.matMul(x, x, false, true);
    const b = tf.add(tf.mul(a, cubic), tf.mul(tf.matMul(a, a), quintic)) as tf.Tensor2D;
    x = tf.add(tf.mul(x, linear), tf.matMul(b, x));
  }
  return turned ? tf.transpose(x) : x;
}
