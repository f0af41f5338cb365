// Images above what an autoencoder makes of them, and where their codes lie: npm run reconstructions -- [images] [epochs] [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { compiled } from '@latentkit/compile/node';
import { adam, mapTable, train } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import { take } from '@latentkit/datasets';
import { mnist } from '@latentkit/datasets/node';
import { squaredError } from '@latentkit/losses';
import { denseAutoencoder, reconstruction } from '@latentkit/models';
import { csv, imageGrid, scatter } from '@latentkit/viz';

const [images = 20_000, epochs = 20] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4] ?? 'examples-out';
await resolveEngine(); // starts tfjs, which holds the variables
const engine = compiled();
const digits = await mnist();

const model = denseAutoencoder({ seed: 1 }); // 784-128-64-12-2 and its mirror
const objective = reconstruction({ cost: squaredError });
const data = take(digits.train, images);
for await (const event of train({ model, objective, data, optimizer: adam(), engine, epochs })) {
  if (event.kind === 'epoch') console.log(`epoch ${event.epoch}: ${event.total.toFixed(2)} an image`);
}

const test = take(digits.test, Math.min(images, 5000));
const ten = take(test, 10).y;
const state = Object.values(model.variables);
const reconstructions = await mapTable({ engine, map: model.reconstruct, state, table: ten });
const codes = await mapTable({ engine, map: model.encode, state, table: test.y });
model.dispose();

const grid = imageGrid({
  title: 'Originals above reconstructions',
  height: 28,
  width: 28,
  rows: [
    { title: 'original', images: ten.values },
    { title: 'reconstruction', images: reconstructions.values },
  ],
});
const plane = scatter({
  title: 'Codes of the test set by class',
  x: { label: 'z₁' },
  y: { label: 'z₂' },
  points: codes.values,
  classes: test.label?.values,
});
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/reconstructions.svg`, grid.svg());
writeFileSync(`${folder}/reconstructions.csv`, csv(grid.columns));
writeFileSync(`${folder}/latent.svg`, plane.svg());
writeFileSync(`${folder}/latent.csv`, csv(plane.columns));
console.log(`${folder}/reconstructions.svg, latent.svg: classes whose codes overlap are those that it draws alike`);
