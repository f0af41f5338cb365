// The plane of a VAE's codes, decoded, and each image's bubble q(z|y) in it: npm run manifold -- [images] [epochs] [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { compiled } from '@latentkit/compile/node';
import { adam, mapTable, table, train } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import { take } from '@latentkit/datasets';
import { mnist } from '@latentkit/datasets/node';
import { denseVariationalAutoencoder, negativeElbo } from '@latentkit/models';
import { csv, ellipses, imageGrid } from '@latentkit/viz';

const [images = 20_000, epochs = 15] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4] ?? 'examples-out';
await resolveEngine(); // starts tfjs, which holds the variables
const engine = compiled();
const digits = await mnist();

const model = denseVariationalAutoencoder({ hidden: [400], latentSize: 2, seed: 1 });
const data = take(digits.train, images);
for await (const event of train({ model, objective: negativeElbo(), data, optimizer: adam(), engine, epochs })) {
  if (event.kind === 'epoch') console.log(`epoch ${event.epoch}: −ELBO ${event.total.toFixed(1)} nats`);
}

// Dec(z) on a grid of the plane, the first row the highest. The prior N(0, I) has nearly all of its codes within 2.5.
const places = Array.from({ length: 16 }, (_, i) => 2.5 * ((2 * i) / 15 - 1));
const plane = places.toReversed().flatMap((z2) => places.flatMap((z1) => [z1, z2]));
const codes = table(Float32Array.from(plane), [16 * 16, 2]);
const state = Object.values(model.variables);
const { values } = await mapTable({ engine, map: model.decode, state, table: codes });
const row = (i: number) => ({ images: values.subarray(i * 16 * 784, (i + 1) * 16 * 784) });
const grid = imageGrid({
  title: 'The plane of codes, decoded',
  height: 28,
  width: 28,
  rows: places.map((_, i) => row(i)),
});

// q(z|y) = N(μ, v) of test images.
const test = take(digits.test, Math.min(images, 600));
const means = await mapTable({ engine, map: (y) => model.posterior(y).mean, state, table: test.y });
const logVariances = await mapTable({ engine, map: (y) => model.posterior(y).logVariance, state, table: test.y });
model.dispose();
const bubbles = ellipses({
  title: 'Each image is a bubble of codes',
  x: { label: 'z₁' },
  y: { label: 'z₂' },
  means: means.values,
  deviations: Float32Array.from(logVariances.values, (log) => Math.exp(log / 2)), // √v
  classes: test.label?.values,
});

mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/manifold.svg`, grid.svg());
writeFileSync(`${folder}/manifold.csv`, csv(grid.columns));
writeFileSync(`${folder}/bubbles.svg`, bubbles.svg());
writeFileSync(`${folder}/bubbles.csv`, csv(bubbles.columns));
console.log(`${folder}/manifold.svg, bubbles.svg: one digit turns into the next, without gaps, where bubbles touch`);
