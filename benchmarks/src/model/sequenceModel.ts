import type { Model, NamedTensors, NamedVariables } from '@latentkit/core';
import {
  affine,
  affineWeights,
  blockWeights,
  embed,
  layerNorm,
  namedVariables,
  normWeights,
  transformerBlock,
  weightDraws,
} from '@latentkit/layers';
import { categoricalCrossEntropy } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import type { SequenceJob } from '../job/job.ts';
import { type TrainingStep, withOptimizer } from './trainingStep.ts';

/** What a sequence job trains. */
export interface SequenceModel extends Model {
  /** The mean over a batch of −Σ log p(token | those before it): tokens [batch, tokens] → nats */
  loss(y: tf.Tensor): tf.Scalar;
}

/** Build the transformer of a job with the seed's first weights. */
export function sequenceModel({ transformer }: SequenceJob, seed = 1): SequenceModel {
  const { vocabulary, tokens, width, heads, depth } = transformer;
  const draws = weightDraws({ seed });
  const weights = {
    tokens: draws.normal([vocabulary, width]),
    places: draws.normal([tokens, width]),
    blocks: Array.from({ length: depth }, () => blockWeights(draws, { width, depth })),
    norm: normWeights(draws, width),
    head: affineWeights(draws, [width, vocabulary]),
  };
  const variables: NamedVariables = namedVariables(weights);
  return {
    variables,
    loss(y) {
      const batch = y.shape[0] as number;
      // Each token is told by those before it, the first by token 0.
      const before = tf.concat([tf.zeros([batch, 1]), tf.slice(y, [0, 0], [batch, tokens - 1])], 1);
      let x: tf.Tensor = tf.add(embed(before, weights.tokens), weights.places);
      for (const block of weights.blocks) x = transformerBlock(x, block, { heads });
      const logits = affine(layerNorm(x, weights.norm), weights.head);
      const wanted = tf.cast(tf.oneHot(tf.cast(y, 'int32'), vocabulary), 'float32');
      return tf.mean(categoricalCrossEntropy(wanted, logits));
    },
    dispose: () => tf.dispose(variables),
  };
}

/** A sequence job's whole step. */
export function sequenceStep(job: SequenceJob, model: SequenceModel): TrainingStep {
  const variables = Object.entries(model.variables);
  return withOptimizer(job, model, (y) => {
    const { value, grads } = tf.variableGrads(
      () => model.loss(y),
      variables.map(([, variable]) => variable),
    );
    const gradients: NamedTensors = Object.fromEntries(
      variables.map(([name, variable]) => [name, grads[variable.name] as tf.Tensor]),
    );
    return { gradients, loss: value };
  });
}
