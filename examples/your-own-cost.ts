// An encoder, a decoder and a cost that this library has never seen: npm run your-own-cost -- [images] [epochs]
import { adam, parameterCount, train } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import { take } from '@latentkit/datasets';
import { mnist } from '@latentkit/datasets/node';
import { initialize } from '@latentkit/layers';
import { autoencoder, reconstruction } from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';

const [images = 10_000, epochs = 3] = process.argv.slice(2).map(Number);
const { engine } = await resolveEngine();

// Any tf.LayersModel with one input and one output will do.
const encoder = sequential();
encoder.add(layers.flatten({ inputShape: [28, 28, 1] }));
encoder.add(layers.dense({ units: 64, activation: 'elu' }));
encoder.add(layers.dense({ units: 8 }));

const decoder = sequential();
decoder.add(layers.dense({ units: 64, activation: 'elu', inputShape: [8] }));
decoder.add(layers.dense({ units: 784, activation: 'sigmoid' }));
decoder.add(layers.reshape({ targetShape: [28, 28, 1] }));

initialize([encoder, decoder], { seed: 1 }); // tfjs draws weights without a seed: draw them again
const model = autoencoder({ encoder, decoder });
console.log(`${parameterCount(model)} parameters`);

/** C(y, ỹ) = Σᵢ √((yᵢ − ỹᵢ)² + ε²) − ε, Charbonnier's cost: squared near 0, absolute far from it. [batch, …] → [batch] */
function charbonnier(y: tf.Tensor, reconstruction: tf.Tensor): tf.Tensor1D {
  const epsilon = 0.1;
  const roots = tf.sqrt(tf.add(tf.squaredDifference(y, reconstruction), epsilon ** 2));
  return tf.sum(tf.sub(roots, epsilon), [1, 2, 3]);
}

const objective = reconstruction({ cost: charbonnier });
const data = take((await mnist()).train, images);
for await (const event of train({ model, objective, data, optimizer: adam(), engine, epochs })) {
  if (event.kind === 'epoch') console.log(`epoch ${event.epoch}: ${event.total.toFixed(2)} an image`);
}
model.dispose();
