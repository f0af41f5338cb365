// Which digits a code does not tell apart: npm run confusion -- [images] [epochs] [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { compiled } from '@latentkit/compile/node';
import { adam, mapTable, train } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import { type Split, take } from '@latentkit/datasets';
import { mnist } from '@latentkit/datasets/node';
import { squaredError } from '@latentkit/losses';
import { linearProbe, mostConfused, nearestNeighbors } from '@latentkit/metrics';
import { denseAutoencoder, reconstruction } from '@latentkit/models';
import { csv, figureGrid, heatmap } from '@latentkit/viz';

const [images = 20_000, epochs = 20] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4] ?? 'examples-out';
await resolveEngine(); // starts tfjs, which holds the variables
const engine = compiled();
const digits = await mnist();
const [data, judge] = [take(digits.train, images), take(digits.test, Math.min(images, 10_000))];

const model = denseAutoencoder({ seed: 1 }); // codes of 2 numbers
const objective = reconstruction({ cost: squaredError });
for await (const event of train({ model, objective, data, optimizer: adam(), engine, epochs })) {
  if (event.kind === 'epoch') console.log(`epoch ${event.epoch}: ${event.total.toFixed(2)} an image`);
}
const state = Object.values(model.variables);
const labelled = async ({ y, label }: Split) => ({
  codes: await mapTable({ engine, map: model.encode, state, table: y }),
  labels: label?.values ?? [],
});
// Classes are read off the codes; the autoencoder never saw them.
const sets = { train: await labelled(data), test: await labelled(judge) };
model.dispose();
const found = { '10 nearest neighbours': nearestNeighbors(sets), 'linear probe': linearProbe(sets) };

const names = Array.from('0123456789');
const charts = Object.entries(found).map(([name, { accuracy, confusion }]) => {
  const pairs = mostConfused(confusion, 3).map(({ a, b, count }) => `${a}/${b} (${count})`);
  console.log(`${name}: ${(100 * accuracy).toFixed(1)} % right; most confused ${pairs.join(', ')}`);
  return {
    title: `${name}: ${pairs.join(', ')}`,
    x: { label: 'taken for', names },
    y: { label: 'is', names },
    rows: 10,
    columns: 10,
    value: { label: 'test images', log: true },
    values: confusion.values,
  };
});

const page = figureGrid({
  title: 'What two numbers per digit confuse',
  figures: charts.map(heatmap),
});
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/confusion.svg`, page.svg());
writeFileSync(`${folder}/confusion.csv`, csv(page.columns));
console.log(`${folder}/confusion.svg: digits that are drawn alike, such as 4 and 9, 3, 5 and 8, lie together`);
