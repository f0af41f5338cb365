import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { counterRandom } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ImageJob, isSequence, type Job, pixelsOf } from '../job/job.ts';
import { readJob } from '../job/readJob.ts';
import { jobModel } from './jobModel.ts';
import { modelOf, stepOf } from './training.ts';
import { drawsOf } from './trainingStep.ts';

const jobs = join(import.meta.dirname, '..', '..', 'jobs');
const names = readdirSync(jobs).map((file) => basename(file, '.json'));

beforeAll(async () => {
  await resolveEngine({ prefer: 'wasm' });
});

/** Four images, or sequences, all of them alike. */
function batchOf(job: Job): tf.Tensor {
  if (isSequence(job)) return tf.tile(tf.reshape(tf.mod(tf.range(0, job.transformer.tokens), 9), [1, -1]), [4, 1]);
  return tf.tile(tf.reshape(tf.linspace(0, 1, pixelsOf(job)), [1, ...job.input]), [4, ...job.input.map(() => 1)]);
}

describe.each(names)('job %s', (name) => {
  const { job } = readJob(name, jobs);
  const few = { ...job, batchSize: 4 };

  it('lowers its loss on one batch, draws what it says and leaks nothing', () => {
    const model = modelOf(few);
    const { step, state } = stepOf(few, model);
    const y = batchOf(few);
    const before = tf.memory().numTensors;
    const shapes: number[][] = [];
    const losses = [0, 1, 2, 3, 4].map((at) =>
      tf.tidy(() => {
        const { normal, uniform } = counterRandom({ seed: 1, step: at });
        const random = {
          uniform,
          normal(shape: readonly number[]) {
            shapes.push([...shape]);
            return normal(shape);
          },
        };
        return step({ y, learningRate: tf.scalar(1e-3) }, random).loss?.dataSync()[0] as number;
      }),
    );
    expect(losses[4]).toBeLessThan(losses[0] as number);
    expect(shapes.slice(0, shapes.length / 5)).toEqual(drawsOf(few));
    expect(tf.memory().numTensors).toBe(before);
    expect(state.length).toBeGreaterThan(Object.keys(model.variables).length);
    model.dispose();
  });
});

describe('jobModel', () => {
  it('names its variables as the plan does', () => {
    const { variables } = jobModel(readJob('normalized', jobs).job as ImageJob);
    expect(Object.keys(variables)).toEqual(
      expect.arrayContaining(['encoder/1/movingVariance', 'mean/kernel', 'decoder/5/bias']),
    );
  });

  it('refuses a decoder that makes no image', () => {
    const job = readJob('A', jobs).job as ImageJob;
    expect(() => jobModel({ ...job, decoder: job.decoder.slice(0, 2) })).toThrow(
      'decoder: expected as many numbers as an image has, 784, received shape [64]. Change its layers.',
    );
  });
});
