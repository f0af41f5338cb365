import {
  adam,
  backpropagation,
  type Model,
  type NamedTensors,
  type NamedVariables,
  type Objective,
  type Random,
  type StepFunction,
  total,
  trainable,
  weightsAt,
} from '@latentkit/core';
import { binaryCrossEntropyFromLogits, gaussianDivergence, squaredError } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import type { ImageJob, Job } from '../job/job.ts';
import { isSequence, pixelsOf } from '../job/job.ts';
import type { JobModel } from './jobModel.ts';

const costs = { squaredError, binaryCrossEntropyFromLogits } as const;

/** A job's whole step, as core's `train` makes it: gradients by backpropagation, the optimiser's update, the loss of the batch. */
export function trainingStep(job: ImageJob, model: JobModel): TrainingStep {
  const objective = objectiveOf(job);
  const learn = backpropagation(model, objective);
  const weights = weightsAt(objective.weights, 0);
  return withOptimizer(job, model, (y, random) => {
    const { gradients, terms } = learn({ y }, random, weights);
    return { gradients, loss: total(terms, weights) };
  });
}

export interface TrainingStep {
  readonly step: StepFunction;
  readonly state: readonly tf.Variable[];
}

/** Gradients and the loss of a batch with the update that a job's optimiser makes of them. */
export function withOptimizer(
  { optimizer: { learningRate: _, name, ...options } }: Job,
  model: Model,
  learn: (y: tf.Tensor, random: Random) => { gradients: NamedTensors; loss: tf.Scalar },
): TrainingStep {
  const optimizer = { adam }[name](options);
  const moments: NamedVariables = optimizer.init(trainable(model));
  return {
    state: [...Object.values(model.variables), ...Object.values(moments)],
    step: ({ y, learningRate }, random) => {
      const { gradients, loss } = learn(y as tf.Tensor, random);
      optimizer.update(gradients, moments, trainable(model), { learningRate: learningRate as tf.Scalar });
      return { loss };
    },
  };
}

function objectiveOf(job: ImageJob): Objective<JobModel> {
  const weight = job.pixels === 'mean' ? 1 / pixelsOf(job) : 1;
  return {
    weights: { reconstruction: weight, ...(job.latent === undefined ? {} : { divergence: job.beta }) },
    terms(model, { y }, random) {
      const { code, logVariance } = model.encode(corrupted(job, y, random), { training: true });
      const z = logVariance ? sampled(code, logVariance, random) : code;
      const reconstruction = costs[job.cost](y, tf.reshape(model.decode(z, { training: true }), y.shape));
      const divergence = logVariance && gaussianDivergence({ mean: code, logVariance });
      return { reconstruction, ...(divergence && { divergence }) };
    },
  };
}

/** y + σε */
function corrupted({ corruption }: ImageJob, y: tf.Tensor, random: Random): tf.Tensor {
  return corruption ? tf.add(y, tf.mul(random.normal(y.shape), corruption.gaussian)) : y;
}

/** z = μ + ε√v */
function sampled(mean: tf.Tensor, logVariance: tf.Tensor, random: Random): tf.Tensor {
  return tf.add(mean, tf.mul(random.normal(mean.shape), tf.exp(tf.mul(logVariance, 0.5))));
}

/** Shapes of the normal numbers of a step, in the order in which `trainingStep` draws them. */
export function drawsOf(job: Job): number[][] {
  if (isSequence(job)) return [];
  const { corruption, input, latent, batchSize } = job;
  return [...(corruption ? [[batchSize, ...input]] : []), ...(latent === undefined ? [] : [[batchSize, latent]])];
}
