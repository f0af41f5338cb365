// Gradients and an optimiser in a loop of your own, without `train`: npm run your-own-loop -- [images] [epochs]
import { adam, backpropagation, counterRandom, gather, trainable, weightsAt } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import { batches, take } from '@latentkit/datasets';
import { mnist } from '@latentkit/datasets/node';
import { squaredError } from '@latentkit/losses';
import { denseAutoencoder, reconstruction } from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';

const [images = 10_000, epochs = 3] = process.argv.slice(2).map(Number);
await resolveEngine(); // sets tfjs's backend
const { y: table } = take((await mnist()).train, images);

const model = denseAutoencoder({ seed: 1 });
const objective = reconstruction({ cost: squaredError });
const learn = backpropagation(model, objective);
const optimizer = adam();
const variables = trainable(model);
const state = optimizer.init(variables); // moments: variables too
const learningRate = tf.scalar(1e-3);

let step = 0;
for (let epoch = 1; epoch <= epochs; epoch++) {
  let sum = 0;
  for (const rows of batches({ length: images, batchSize: 128, epoch })) {
    tf.tidy(() => {
      const y = tf.tensor(gather({ table, rows }), [rows.length, 28, 28, 1]);
      const { gradients, terms } = learn({ y }, counterRandom({ seed: 0, step }), weightsAt(objective.weights, step));
      step += 1;
      optimizer.update(gradients, state, variables, { learningRate });
      sum += tf.sum(terms.reconstruction).dataSync()[0] as number;
    });
  }
  console.log(`epoch ${epoch}: ${(sum / images).toFixed(2)} an image`);
}

tf.dispose([learningRate, ...Object.values(state)]);
model.dispose();
