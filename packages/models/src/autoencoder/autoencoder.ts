import { expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { type ColumnGroup, checkColumns, widthOf } from '../columns/columnGroups.ts';
import { columnMeans } from '../columns/columnMeans.ts';
import type { LatentModel } from '../latentModel.ts';
import { latentModelOf } from '../latentModelOf.ts';
import { checkFit, endsOf, type Mode, run } from '../network.ts';
import { variablesOf } from '../variablesOf.ts';

/** An encoder z = Enc(y) and a decoder ỹ = Dec(z). */
export interface Autoencoder extends LatentModel {
  readonly encoder: LayersModel;
  readonly decoder: LayersModel;
  /** What the numbers of a row are, where they are of several kinds: the decoder gives logits of booleans and categories. */
  readonly columns?: readonly ColumnGroup[];
}

/**
 * An autoencoder of any two networks with one input and one output. It owns both from here on: `dispose` disposes of them.
 *
 * @param options.columns of rows of a table of several kinds of columns: `decode` gives `columnMeans` of what the decoder gives
 * @throws `MODEL` for networks with more inputs or outputs or with a layer in common, `SHAPE` where the two do not fit, naming both shapes
 * @see Cabessa, Autoencoders: N(y) = g(f(y)) ≃ y
 * @example
 * const model = autoencoder({
 *   encoder: mlp({ inputShape: [28, 28, 1], hidden: [128], outputShape: [2], seed: 1 }),
 *   decoder: mlp({ inputShape: [2], hidden: [128], outputShape: [28, 28, 1], outputActivation: 'sigmoid', seed: 2 }),
 * });
 */
export function autoencoder({
  encoder,
  decoder,
  columns,
}: {
  encoder: LayersModel;
  decoder: LayersModel;
  columns?: readonly ColumnGroup[] | undefined;
}): Autoencoder {
  const enc = endsOf('autoencoder, encoder', encoder);
  const dec = endsOf('autoencoder, decoder', decoder);
  checkFit('autoencoder', {
    wants: ['a decoder', 'takes', 'what the encoder gives'],
    wanted: enc.output,
    found: dec.input,
    todo: 'Give both the same code shape.',
  });
  checkFit('autoencoder', {
    wants: ['a decoder', 'gives', 'what the encoder takes'],
    wanted: enc.input,
    found: dec.output,
    todo: 'Give the decoder the output shape of the observations.',
  });
  if (columns) {
    checkColumns('autoencoder', columns);
    const [wants, todo] = [['a decoder', 'gives', 'the columns'], 'Say of each number of a row what it is.'] as const;
    checkFit('autoencoder', { wants, wanted: [widthOf(columns)], found: dec.output, todo });
  }
  const variables = variablesOf({ encoder, decoder });
  checkOwnVariables(variables);
  const maps = {
    encoder,
    decoder,
    variables,
    exampleShape: enc.input,
    latentShape: enc.output,
    encode: (y: tf.Tensor, mode?: Mode) => run('autoencoder.encode', encoder, enc.input, y, mode),
    decode: (z: tf.Tensor, mode?: Mode) =>
      tf.tidy(() => {
        const output = run('autoencoder.decode', decoder, dec.input, z, mode);
        return columns ? columnMeans(columns, output) : output;
      }),
    ...(columns && { columns }),
  };
  return latentModelOf(maps, [encoder, decoder]);
}

/** Shared weights would be two variables after a load; `tiedAutoencoder` is the one that ties them. */
function checkOwnVariables(variables: Autoencoder['variables']): void {
  const all = Object.entries(variables);
  const shared = all.find(([, variable], i) => all.findIndex(([, other]) => other === variable) < i);
  if (shared === undefined) return;
  throw expected({
    where: 'autoencoder',
    expected: 'an encoder and a decoder with variables of their own',
    received: `${shared[0]} in both`,
    todo: 'Make a layer for each, or tie transposed weights with tiedAutoencoder.',
    code: 'MODEL',
  });
}
