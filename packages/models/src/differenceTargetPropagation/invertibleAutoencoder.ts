import { expected } from '@latentkit/errors';
import { type Initializer, initialize } from '@latentkit/layers';
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { type Autoencoder, autoencoder } from '../autoencoder/autoencoder.ts';
import { type DenseAutoencoderOptions, denseAutoencoder } from '../autoencoder/denseAutoencoder.ts';
import { modelKind } from '../files/modelKind.ts';
import { variablesOf } from '../variablesOf.ts';
import { type DenseMap, denseMaps } from './denseMaps.ts';

/** An autoencoder of dense layers fₗ, each but the first and the last with an approximate inverse gₗ of its own, which learns too. */
export interface InvertibleAutoencoder extends Autoencoder {
  /** g_{L−1}, …, g₂, one dense layer each, one after the other. */
  readonly inverse: LayersModel;
  /** f₁, …, f_L: y → h₁ → … → h_{L−1} → ỹ. */
  readonly forward: readonly DenseMap[];
  /** g₂, …, g_{L−1}, with gₗ: hₗ → hₗ₋₁. */
  readonly backward: readonly DenseMap[];
}

/**
 * An autoencoder that can learn by difference target propagation. It owns the networks from here on.
 *
 * @param options.inverse as a file has it; made to fit, and drawn by the seed, by default
 * @throws MODEL for networks that are not dense layers one after the other, or have fewer than three; SHAPE where the two do not fit
 * @see Lee and others 2015, Difference target propagation
 * @example
 * const model = invertibleAutoencoder({
 *   encoder: mlp({ inputShape: [784], hidden: [128], outputShape: [32], seed: 1 }),
 *   decoder: mlp({ inputShape: [32], hidden: [128], outputShape: [784], outputActivation: 'sigmoid', seed: 2 }),
 * });
 */
export function invertibleAutoencoder({
  encoder,
  decoder,
  inverse: given,
  initializer,
  seed,
}: {
  encoder: LayersModel;
  decoder: LayersModel;
  inverse?: LayersModel;
  initializer?: Initializer;
  seed?: number;
}): InvertibleAutoencoder {
  const where = 'invertibleAutoencoder';
  const base = autoencoder({ encoder, decoder });
  const forward = denseMaps(where, [encoder, decoder]);
  if (forward.length < 3) {
    throw expected({
      where,
      expected: 'at least three dense layers in encoder and decoder together',
      received: String(forward.length),
      todo: 'Add a hidden layer: with two, every target is the gradient of the cost.',
      code: 'MODEL',
    });
  }
  const inverse = given ?? inverseOf(forward);
  if (!given) initialize(inverse, { initializer, seed });
  return {
    ...base,
    inverse,
    forward,
    backward: denseMaps(where, [inverse]).reverse(),
    variables: { ...base.variables, ...variablesOf({ inverse }) },
    dispose() {
      base.dispose();
      inverse.dispose();
    },
  };
}

/**
 * The lecture's autoencoder of dense layers with inverses: 784-128-64-12-2 and its mirror.
 *
 * @throws `OPTION` for a size that is not a positive whole number
 * @example
 * const model = invertibleDenseAutoencoder({ imageShape: [4], hidden: [8], latentSize: 2, seed: 1 });
 */
export function invertibleDenseAutoencoder(options: DenseAutoencoderOptions = {}): InvertibleAutoencoder {
  const { encoder, decoder } = denseAutoencoder(options);
  // Streams of the two start at 0: the inverses take another seed.
  return invertibleAutoencoder({ encoder, decoder, ...options, seed: (options.seed ?? 0) + 1 });
}

/** Affine maps: with the activation of the layer below, a unit that is off would not move its target. */
function inverseOf(forward: readonly DenseMap[]): LayersModel {
  const [top, ...below] = forward.slice(0, -1).reverse() as [DenseMap, ...DenseMap[]];
  const widths = below.map(({ units }) => units);
  return sequential({
    name: 'inverse',
    layers: widths.map((units, i) =>
      layers.dense({ units, name: `inverse_${i}`, ...(i === 0 && { inputShape: [top.units] }) }),
    ),
  });
}

const kind = modelKind({
  kind: 'invertible-autoencoder',
  parts: ['encoder', 'decoder', 'inverse'],
  settings: {},
  pieces: ({ encoder, decoder, inverse }: InvertibleAutoencoder) => ({ encoder, decoder, inverse }),
  build: invertibleAutoencoder,
});

/**
 * The files of an autoencoder with its inverses; loading them changes no bit.
 *
 * @throws `MODEL` for one that could not be loaded again
 * @example
 * const files = await saveInvertibleAutoencoder(invertibleDenseAutoencoder({ imageShape: [4], hidden: [8] }));
 */
export const saveInvertibleAutoencoder = kind.save;

/**
 * An autoencoder with its inverses from its files.
 *
 * @throws `FILE_FORMAT`: one error that names what is missing, damaged or does not belong; nothing is left behind
 * @example
 * const files = await saveInvertibleAutoencoder(invertibleDenseAutoencoder({ imageShape: [4], hidden: [8] }));
 * const copy = await loadInvertibleAutoencoder(files);
 */
export const loadInvertibleAutoencoder = kind.load;
