// The decoder as a generator: images from codes of each sampler, side by side: npm run samples -- [images] [epochs] [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { compiled } from '@latentkit/compile/node';
import { adam, mapTable, train } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import { take } from '@latentkit/datasets';
import { mnist } from '@latentkit/datasets/node';
import { binaryCrossEntropy } from '@latentkit/losses';
import { denseAutoencoder, denseVariationalAutoencoder, negativeElbo, reconstruction } from '@latentkit/models';
import {
  aggregatePosteriorSampler,
  gaussianMixtureSampler,
  normalSampler,
  priorSampler,
  uniformSampler,
} from '@latentkit/samplers';
import { csv, imageGrid } from '@latentkit/viz';

const [images = 20_000, epochs = 10] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4] ?? 'examples-out';
await resolveEngine(); // starts tfjs, which holds the variables
const engine = compiled();
const data = take((await mnist()).train, images);

// The same networks and the same cost, without and with a distribution of codes.
const sizes = { hidden: [400], latentSize: 8, seed: 1 };
const [plain, variational] = [denseAutoencoder(sizes), denseVariationalAutoencoder(sizes)];
const settings = { data, optimizer: adam(), engine, epochs };
for await (const event of train({ model: plain, objective: reconstruction({ cost: binaryCrossEntropy }), ...settings }))
  if (event.kind === 'epoch') console.log(`autoencoder, epoch ${event.epoch}: ${event.total.toFixed(1)} nats`);
for await (const event of train({ model: variational, objective: negativeElbo(), ...settings }))
  if (event.kind === 'epoch') console.log(`VAE, epoch ${event.epoch}: −ELBO ${event.total.toFixed(1)} nats`);

const state = [plain, variational].flatMap((model) => Object.values(model.variables));
const map = (of: typeof plain.encode, table = data.y) => mapTable({ engine, map: of, state, table });
const codes = await map(plain.encode);
const mean = await map((y) => variational.posterior(y).mean);
const logVariance = await map((y) => variational.posterior(y).logVariance);
const mixture = gaussianMixtureSampler({ components: 10, restarts: 1 });
const samplers = {
  'AE: uniform within bounds': [plain, uniformSampler().fit(codes)],
  'AE: normal with the codes’ covariance': [plain, normalSampler().fit(codes)],
  'AE: mixture of 10 Gaussians': [plain, mixture.fit(codes)],
  'VAE: uniform within bounds': [variational, uniformSampler().fit(mean)],
  'VAE: prior N(0, I)': [variational, priorSampler().fit(mean)],
  'VAE: normal': [variational, normalSampler().fit(mean)],
  'VAE: aggregate posterior': [variational, aggregatePosteriorSampler().fit({ mean, logVariance })],
  'VAE: mixture of 10 Gaussians': [variational, mixture.fit(mean)],
} as const;
const rows = [];
for (const [title, [model, sampler]] of Object.entries(samplers)) {
  const drawn = await map(model.decode, { ...sampler.sample(12, { seed: 1 }), scale: 1 });
  rows.push({ title, images: drawn.values });
}
for (const model of [plain, variational]) model.dispose();

const grid = imageGrid({ title: 'Images from codes of each sampler', height: 28, width: 28, rows });
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/samples.svg`, grid.svg());
writeFileSync(`${folder}/samples.csv`, csv(grid.columns));
console.log(`${folder}/samples.svg: the closer a sampler’s codes are to the encoder’s, the more its images are digits`);
