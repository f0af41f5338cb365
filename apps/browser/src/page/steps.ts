import { type Model, type NamedVariables, type Objective, type Table, table } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import {
  affine,
  affineWeights,
  blockWeights,
  embed,
  layerNorm,
  mlp,
  namedVariables,
  normWeights,
  transformerBlock,
  weightDraws,
} from '@latentkit/layers';
import { categoricalCrossEntropy, squaredError } from '@latentkit/losses';
import {
  convolutionalAutoencoder,
  denseAutoencoder,
  negativeElbo,
  reconstruction,
  variationalAutoencoder,
} from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';

/** A model with what it learns from. */
export interface Learning {
  readonly model: Model;
  // biome-ignore lint/suspicious/noExplicitAny: of models of four kinds
  readonly objective: Objective<any, string>;
  readonly y: Table;
}

const rows = 16;
const drawn = (count: number) => fillUniform(new Float32Array(count), { seed: 7, stream: 0, step: 0 });
const bytes = (shape: readonly number[]): Table => {
  const count = rows * shape.reduce((product, length) => product * length, 1);
  return table(
    Uint8Array.from(drawn(count), (x) => 256 * x),
    [rows, ...shape],
    1 / 255,
  );
};

const image = [12, 12, 1];
const [tokens, vocabulary, width, heads] = [9, 11, 16, 2];

/** One small step of each kind. */
export const steps = {
  dense: (): Learning => ({
    model: denseAutoencoder({ imageShape: image, hidden: [24], latentSize: 4, seed: 3 }),
    objective: reconstruction({ cost: squaredError }),
    y: bytes(image),
  }),
  convolutional: (): Learning => ({
    model: convolutionalAutoencoder({ imageShape: [28, 28, 1], latentSize: 4, seed: 3 }),
    objective: reconstruction({ cost: squaredError }),
    y: bytes([28, 28, 1]),
  }),
  variational: (): Learning => ({
    model: variationalAutoencoder({
      encoder: mlp({ inputShape: image, hidden: [24], outputShape: [8], seed: 1 }),
      decoder: mlp({ inputShape: [4], hidden: [24], outputShape: image, seed: 2 }),
    }),
    objective: negativeElbo(),
    y: bytes(image),
  }),
  transformer: (): Learning => {
    const draws = weightDraws({ seed: 1 });
    const weights = {
      tokens: draws.normal([vocabulary, width]),
      places: draws.normal([tokens, width]),
      block: blockWeights(draws, { width }),
      norm: normWeights(draws, width),
      head: affineWeights(draws, [width, vocabulary]),
    };
    const variables: NamedVariables = namedVariables(weights);
    const model: Model = { variables, dispose: () => tf.dispose(variables) };
    // −Σ log p(token | those before it), the first after token 0
    const objective: Objective<Model, 'surprise'> = {
      weights: { surprise: 1 },
      terms: (_, { y }) => {
        const batch = y.shape[0] as number;
        const before = tf.concat([tf.zeros([batch, 1]), tf.slice(y, [0, 0], [batch, tokens - 1])], 1);
        const x = transformerBlock(tf.add(embed(before, weights.tokens), weights.places), weights.block, { heads });
        const wanted = tf.cast(tf.oneHot(tf.cast(y, 'int32'), vocabulary), 'float32');
        return { surprise: categoricalCrossEntropy(wanted, affine(layerNorm(x, weights.norm), weights.head)) };
      },
    };
    const y = table(
      Uint8Array.from(drawn(rows * tokens), (x) => vocabulary * x),
      [rows, tokens],
    );
    return { model, objective, y };
  },
} as const;

export type StepName = keyof typeof steps;
