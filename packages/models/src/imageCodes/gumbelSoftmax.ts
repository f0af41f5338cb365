import {
  backpropagation,
  type Learn,
  type Objective,
  type Schedule,
  stopGradient,
  straightThrough,
} from '@latentkit/core';
import { checkOptions, ranges } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import { type DiscreteVariationalAutoencoder, oneHotCodes } from './discreteVariationalAutoencoder.ts';
import { gumbel } from './gumbel.ts';

export type GumbelSoftmaxTerm = 'reconstruction' | 'divergence';

export interface GumbelSoftmaxOptions {
  /** β: a number or a schedule; 1 by default, with which F is a bound of −log p(y) as τ falls to 0. */
  readonly beta?: number | Schedule;
  /** τ of the first update and of the last, by half a cosine between them. */
  readonly temperature?: { readonly from: number; readonly to: number };
  /** Updates until the temperature has fallen. */
  readonly annealingSteps: number;
  /** Updates at the start in which the decoder alone learns, from the entries that the encoder starts with; 0 unless given. */
  readonly decoderFirst?: number;
  /** Decode one-hot codes, with the gradient of the soft ones. */
  readonly hard?: boolean;
}

/**
 * F(y) = C(y, ỹ) + β Σ KL(q(k|y) ‖ uniform) over the cells of the grid, in nats, with ỹ decoded from relaxed draws:
 *
 *     softmax((l + g)/τ),   l = logits of q(k|y),   g Gumbel noise,   τ(t) = to + (from − to) ½(1 + cos(π min(t/T, 1)))
 *
 * The temperature is a function of the model's own count of updates, which the rule moves and which is saved with the weights: a resumed run
 * goes on where it was. The rule is backpropagation.
 *
 * Entries are lost early, while the decoder reads none yet: those that are nobody's likeliest get no gradient any more. On `scenes`, after 1250
 * steps at a rate of 1e-3 and β 0.1, started by `softKMeansStart`, 45 of 256 entries were unused with `decoderFirst` 250 and 146 without (one run each).
 *
 * @returns the objective and its rule, for `train({ model, ...gumbelSoftmax({ annealingSteps }), … })`
 * @throws `OPTION` for temperatures that are not positive and for steps that are not count
 * @see Jang, Gu, Poole 2017; Maddison, Mnih, Teh 2017; Ramesh et al. 2021, appendix A
 * @example
 * const { objective, learn } = gumbelSoftmax({ annealingSteps: 1250, beta: 0.1, decoderFirst: 250 });
 */
export function gumbelSoftmax({
  beta = 1,
  temperature: { from, to } = { from: 1, to: 1 / 16 },
  annealingSteps,
  decoderFirst = 0,
  hard = false,
}: GumbelSoftmaxOptions): {
  readonly objective: Objective<DiscreteVariationalAutoencoder, GumbelSoftmaxTerm>;
  readonly learn: (model: DiscreteVariationalAutoencoder) => Learn<GumbelSoftmaxTerm>;
} {
  checkOptions('gumbelSoftmax', { annealingSteps }, ranges.count);
  checkOptions('gumbelSoftmax, temperature', { from, to }, ranges.positive);
  const temperatureAt = (updates: tf.Tensor) => {
    const phase = tf.mul(tf.minimum(tf.div(updates, annealingSteps), 1), Math.PI);
    return tf.add(tf.mul(tf.add(tf.cos(phase), 1), (from - to) / 2), to);
  };
  const objective: Objective<DiscreteVariationalAutoencoder, GumbelSoftmaxTerm> = {
    weights: { reconstruction: 1, divergence: beta },
    terms(model, { y }, random) {
      const mode = { training: true };
      const logits = fromUpdate(model.logits(y, mode), { updates: model.updates, first: decoderFirst });
      const noisy = tf.div(tf.add(logits, gumbel(random, logits.shape)), temperatureAt(model.updates));
      const soft = tf.softmax(noisy);
      const codes = hard ? straightThrough(soft, oneHotCodes(tf.argMax(soft, -1), model.size)) : soft;
      return {
        reconstruction: model.likelihood.cost(y, model.output(codes, mode)),
        divergence: uniformDivergence(logits),
      };
    },
  };
  return {
    objective,
    learn: (model) => {
      const rule = backpropagation(model, objective);
      return (batch, random, weights) => {
        const result = rule(batch, random, weights);
        tf.tidy(() => model.updates.assign(tf.add(model.updates, 1)));
        return result;
      };
    },
  };
}

/** x, of which no gradient is taken before the update `first`. */
function fromUpdate(x: tf.Tensor, { updates, first }: { updates: tf.Tensor; first: number }): tf.Tensor {
  if (first === 0) return x;
  const open = tf.cast(tf.greaterEqual(updates, first), 'float32');
  return tf.add(tf.mul(x, open), tf.mul(stopGradient(x), tf.sub(1, open)));
}

/**
 * Σ KL(softmax(l) ‖ uniform) over the cells: Σ qₖ log qₖ + log size in each.
 *
 * @param logits l, [batch, …, size]
 * @returns [batch], in nats
 * @example
 * uniformDivergence(tf.tensor2d([[0, 0], [50, 0]])); // [0, 0.693]
 */
export function uniformDivergence(logits: tf.Tensor): tf.Tensor1D {
  return tf.tidy(() => {
    const [batch, size] = [logits.shape[0] as number, logits.shape.at(-1) as number];
    const negentropy = tf.sum(tf.mul(tf.softmax(logits), tf.logSoftmax(logits)), -1);
    return tf.sum(tf.reshape(tf.add(negentropy, Math.log(size)), [batch, -1]), 1);
  });
}
