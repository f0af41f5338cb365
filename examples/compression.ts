// The encoder as a compressor, beside PCA, t-SNE and UMAP of the images: npm run compression -- [images] [epochs] [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { compiled } from '@latentkit/compile/node';
import { adam, mapTable, type Table, train } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import { take } from '@latentkit/datasets';
import { mnist } from '@latentkit/datasets/node';
import { squaredError } from '@latentkit/losses';
import { linearProbe, nearestNeighbors, principalComponents } from '@latentkit/metrics';
import { tsne, umap } from '@latentkit/metrics/embed';
import { denseAutoencoder, reconstruction } from '@latentkit/models';
import { csv, figureGrid, scatter } from '@latentkit/viz';

const [images = 20_000, epochs = 15] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4] ?? 'examples-out';
await resolveEngine(); // starts tfjs, which holds the variables
const engine = compiled();
const digits = await mnist();
const [data, test] = [take(digits.train, images), take(digits.test, Math.min(images, 2000))];

const model = denseAutoencoder({ hidden: [256, 64], latentSize: 2, seed: 1 });
const objective = reconstruction({ cost: squaredError });
for await (const event of train({ model, objective, data, optimizer: adam(), engine, epochs })) {
  if (event.kind === 'epoch') console.log(`epoch ${event.epoch}: ${event.total.toFixed(2)} an image`);
}
const map = (of: typeof model.encode, table: Table) =>
  mapTable({ engine, map: of, state: Object.values(model.variables), table });
const learned = { train: await map(model.encode, data.y), test: await map(model.encode, test.y) };
const costs = (await map((y) => squaredError(y, model.reconstruct(y)), test.y)).values;
model.dispose();
const pca = principalComponents(data.y);
const linear = { train: pca.encode(data.y, 2), test: pca.encode(test.y, 2) };

/** What codes tell of the class, in percent of the test images. */
function judged(codes: typeof learned): string {
  const train = { codes: codes.train, labels: data.label?.values ?? [] };
  const sets = { train, test: { codes: codes.test, labels: test.label?.values ?? [] } };
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  return `10 neighbours ${percent(nearestNeighbors(sets).accuracy)}, linear probe ${percent(linearProbe(sets).accuracy)}`;
}
const meanCost = Array.from(costs).reduce((sum, cost) => sum + cost, 0) / costs.length;
const planes = {
  [`autoencoder: ‖y − ỹ‖² ${meanCost.toFixed(1)}; ${judged(learned)}`]: learned.test,
  [`PCA: ‖y − ỹ‖² ${pca.reconstructionError(test.y, 2).toFixed(1)}; ${judged(linear)}`]: linear.test,
  't-SNE: neighbours only, no decoder': tsne(test.y, { seed: 1 }),
  'UMAP: likewise': umap(test.y, { seed: 1 }),
};
const charts = Object.entries(planes).map(([title, { values: points }]) => {
  return { title, x: { label: 'first number' }, y: { label: 'second' }, points, classes: test.label?.values };
});

const page = figureGrid({
  title: 'MNIST in two numbers per image',
  figures: charts.map(scatter),
});
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/compression.svg`, page.svg());
writeFileSync(`${folder}/compression.csv`, csv(page.columns));
console.log(`${folder}/compression.svg: of the same size, learned codes restore more and tell more classes apart`);
