import { expected } from '@latentkit/errors';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Likelihood } from '../likelihoods/likelihood.ts';
import { checkFit, endsOf, timesLast, withBatch } from '../network.ts';

/**
 * What the two networks of image codes take and give.
 *
 * @throws `MODEL` for networks with more inputs or outputs, `SHAPE` where they are not of one image and one grid of codes
 */
export function gridEnds(
  where: string,
  { encoder, decoder, likelihood }: { encoder: LayersModel; decoder: LayersModel; likelihood: Likelihood },
): { readonly image: readonly number[]; readonly code: readonly [rows: number, columns: number, numbers: number] } {
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
  return { image: enc.input as number[], code: enc.output as [number, number, number] };
}
