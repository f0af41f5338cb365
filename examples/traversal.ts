// What each latent dimension changes, and the path from one code to another: npm run traversal -- [images] [epochs] [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { compiled } from '@latentkit/compile/node';
import { adam, type HostArray, mapTable, train } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import { take } from '@latentkit/datasets';
import { mnist } from '@latentkit/datasets/node';
import { denseVariationalAutoencoder, negativeElbo } from '@latentkit/models';
import { linearInterpolation, sphericalInterpolation, traversal } from '@latentkit/samplers';
import { csv, imageGrid } from '@latentkit/viz';

const [images = 20_000, epochs = 10] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4] ?? 'examples-out';
await resolveEngine(); // starts tfjs, which holds the variables
const engine = compiled();
const digits = await mnist();

const [size, steps] = [10, 11];
const model = denseVariationalAutoencoder({ latentSize: size, seed: 1 });
const data = take(digits.train, images);
for await (const event of train({ model, objective: negativeElbo(), data, optimizer: adam(), engine, epochs })) {
  if (event.kind === 'epoch') console.log(`epoch ${event.epoch}: −ELBO ${event.total.toFixed(1)} nats`);
}

const state = Object.values(model.variables);
const encoded = await mapTable({ engine, map: model.encode, state, table: take(digits.test, 4).y });
const code = (i: number) => encoded.values.subarray(i * size, (i + 1) * size);
const decoded = async (title: string, codes: HostArray) => {
  const { values } = await mapTable({ engine, map: model.decode, state, table: { ...codes, scale: 1 } });
  return { title, images: values };
};

const places = Array.from({ length: steps }, (_, i) => 3 * ((2 * i) / (steps - 1) - 1)); // −3 … 3
const moved = [];
for (let axis = 0; axis < size; axis++) moved.push(await decoded(`z${axis}`, traversal(code(0), axis, places)));

const ways = [];
for (const [from, to] of [
  [0, 1],
  [1, 2],
  [2, 3],
] as const) {
  ways.push(await decoded('straight', linearInterpolation(code(from), code(to), steps)));
  ways.push(await decoded('spherical', sphericalInterpolation(code(from), code(to), steps)));
}
model.dispose();

const image = { height: 28, width: 28 };
const traversals = imageGrid({ title: 'Each number of a code from −3 to 3', ...image, rows: moved });
const interpolation = imageGrid({ title: 'From one image to another', ...image, rows: ways });
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/traversal.svg`, traversals.svg());
writeFileSync(`${folder}/traversal.csv`, csv(traversals.columns));
writeFileSync(`${folder}/interpolation.svg`, interpolation.svg());
writeFileSync(`${folder}/interpolation.csv`, csv(interpolation.columns));
console.log(`${folder}/traversal.svg, interpolation.svg: each number changes slant, width or the digit itself`);
