import { checkOptions, ranges } from '@latentkit/core/internal';
import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Likelihood } from '../likelihoods/likelihood.ts';
import { checkBatch, checkFit, endsOf, type Mode, timesLast, withBatch } from '../network.ts';
import { planesOf } from './planes.ts';

/** The two networks of image codes, run over the planes of images. */
interface GridEnds {
  /** Shape of an image, all planes included. */
  readonly image: readonly number[];
  /** [rows, columns · planes, numbers] */
  readonly code: readonly [rows: number, columns: number, numbers: number];
  /** Images → what the encoder gives for them, [batch, …code]. */
  encode(y: tf.Tensor, mode?: Mode): tf.Tensor;
  /** Codes [batch, …code] → what the likelihood reads. */
  output(codes: tf.Tensor, mode?: Mode): tf.Tensor;
}

/**
 * What the two networks of image codes take and give.
 *
 * @param ends.planes of an image, each of which the networks take by itself
 * @throws `MODEL` for networks with more inputs or outputs, `SHAPE` where they are not of one image and one grid of codes
 */
export function gridEnds(
  where: string,
  {
    encoder,
    decoder,
    likelihood,
    planes,
  }: { encoder: LayersModel; decoder: LayersModel; likelihood: Likelihood; planes: number },
): GridEnds {
  checkOptions(where, { planes }, ranges.count);
  const [enc, dec] = [endsOf(`${where}, encoder`, encoder), endsOf(`${where}, decoder`, decoder)];
  const known = [enc.input, enc.output].every((shape) => shape.length === 3 && shape.every((size) => size !== null));
  if (!known) {
    throw expected({
      where,
      expected:
        'an encoder from [batch, height, width, channels] to [batch, rows, columns, numbers], all of known sizes',
      received: `one from ${withBatch(enc.input)} to ${withBatch(enc.output)}`,
      todo: 'Make one of convolutions.',
      code: 'SHAPE',
    });
  }
  checkFit(where, {
    wants: ['a decoder', 'takes', 'what the encoder gives'],
    wanted: enc.output,
    found: dec.input,
    todo: 'Give both the same code shape.',
  });
  checkFit(where, {
    wants: ['a decoder', 'gives', 'what the likelihood reads'],
    wanted: timesLast(enc.input, likelihood.outputsPerNumber),
    found: dec.output,
    todo: 'Give the decoder the output shape of the images.',
  });
  const image = timesLast(enc.input as number[], planes);
  const [rows, columns, numbers] = enc.output as [number, number, number];
  const code = [rows, columns * planes, numbers] as const;
  const { apart, joinCodes, splitCodes, join } = planesOf(planes, likelihood.outputsPerNumber);
  const apply = (network: LayersModel, x: tf.Tensor, { training = false }: Mode = {}) =>
    network.apply(x, { training }) as tf.Tensor;
  return {
    image,
    code,
    encode(y, mode) {
      checkBatch(`${where}.encode`, image, y);
      return tf.tidy(() => joinCodes(apply(encoder, apart(y), mode)));
    },
    output(codes, mode) {
      checkBatch(`${where}.output`, code, codes);
      return tf.tidy(() => join(apply(decoder, splitCodes(codes), mode)));
    },
  };
}
