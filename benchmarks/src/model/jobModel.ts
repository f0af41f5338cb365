import type { Model, NamedVariables } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import { initialize, mlp } from '@latentkit/layers';
import type * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { type ImageJob, pixelsOf, sizeOf } from '../job/job.ts';
import { type Network, network } from './network.ts';

/** What a job trains. */
export interface JobModel extends Model {
  /** [batch, …input] → the code, or the mean of its posterior and the logarithm of its variance */
  encode(x: tf.Tensor, options: { training: boolean }): { code: tf.Tensor; logVariance?: tf.Tensor };
  /** [batch, …code] → [batch, …] as many numbers as pixels */
  decode(z: tf.Tensor, options: { training: boolean }): tf.Tensor;
}

/**
 * Build a job's model with the seed's first weights.
 *
 * @throws `JOB` where the decoder does not give as many numbers as an image has, and what the layers throw for sizes that do not fit
 */
export function jobModel(job: ImageJob, seed = 1): JobModel {
  const encoder = network('encoder', job.input, job.encoder);
  const head = (units: number) => mlp({ inputShape: encoder.outputShape, outputShape: [units] });
  const heads = job.latent === undefined ? undefined : { mean: head(job.latent), logVariance: head(job.latent) };
  const codeShape = job.latent === undefined ? encoder.outputShape : [job.latent];
  const decoder = network('decoder', codeShape, job.decoder);
  checkOutput(decoder, pixelsOf(job));
  const pieces = [
    ...encoder.pieces,
    ...Object.entries(heads ?? {}).map(([name, model]) => ({ name, model })),
    ...decoder.pieces,
  ];
  initialize(
    pieces.map(({ model }) => model),
    { seed },
  );
  const affine = (model: LayersModel, h: tf.Tensor) => model.apply(h) as tf.Tensor;
  return {
    variables: Object.fromEntries(pieces.flatMap(({ name, model }) => Object.entries(variablesOf(name, model)))),
    encode(x, options) {
      const h = encoder.apply(x, options);
      return heads ? { code: affine(heads.mean, h), logVariance: affine(heads.logVariance, h) } : { code: h };
    },
    decode: (z, options) => decoder.apply(z, options),
    dispose() {
      for (const { model } of pieces) model.dispose();
    },
  };
}

/** By the job's own names: encoder/0/kernel, mean/bias, decoder/1/movingVariance. */
function variablesOf(piece: string, model: LayersModel): NamedVariables {
  return Object.fromEntries(
    model.weights.map((weight) => {
      const name = (weight.originalName.split('/').at(-1) as string).replace(/_(\w)/g, (_, letter: string) =>
        letter.toUpperCase(),
      );
      return [`${piece}/${name}`, weight.read() as tf.Variable];
    }),
  );
}

function checkOutput({ outputShape }: Network, pixels: number): void {
  if (sizeOf(outputShape) === pixels) return;
  throw expected({
    where: 'decoder',
    expected: `as many numbers as an image has, ${pixels}`,
    received: `shape [${outputShape}]`,
    todo: 'Change its layers.',
    code: 'JOB',
  });
}
