// The lecture's linear autoencoder on MNIST: npm run train-autoencoder -- [images] [epochs]
import { adam, train } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import { take } from '@latentkit/datasets';
import { mnist } from '@latentkit/datasets/node';
import { squaredError } from '@latentkit/losses';
import { meanTerms } from '@latentkit/metrics';
import { denseAutoencoder, reconstruction } from '@latentkit/models';

const [images = 60_000, epochs = 10] = process.argv.slice(2).map(Number);
const { engine } = await resolveEngine();
const digits = await mnist();
const data = take(digits.train, images);

const model = denseAutoencoder({ seed: 1 }); // 784-128-64-12-2 and its mirror
// A mean over pixels, as PyTorch's MSELoss takes it: weight decay counts beside it as it does in the lecture.
const objective = reconstruction({ cost: squaredError, weight: 1 / 784 });
const optimizer = adam({ weightDecay: 1e-5 });

for await (const event of train({ model, objective, data, optimizer, engine, epochs, seed: 1 })) {
  if (event.kind !== 'epoch') continue;
  console.log(`epoch ${event.epoch}: ${event.total.toFixed(4)}, ${Math.round(event.examplesPerSecond)} images/s`);
}

const test = await meanTerms({
  engine,
  terms: ({ y }) => ({ cost: squaredError(y, model.reconstruct(y)) }),
  variables: model.variables,
  data: { y: take(digits.test, Math.min(images, 10_000)).y },
});
console.log(`test: ${test.perPixel.toFixed(4)} squared error per pixel`);
model.dispose();
