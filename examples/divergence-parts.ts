// What each part of the divergence is for: bubbles without it: npm run divergence-parts -- [images] [epochs] [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { compiled } from '@latentkit/compile/node';
import { adam, mapTable, train } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import { take } from '@latentkit/datasets';
import { mnist } from '@latentkit/datasets/node';
import { denseVariationalAutoencoder, negativeElbo } from '@latentkit/models';
import { csv, type Ellipses, ellipses, figureGrid } from '@latentkit/viz';

const [images = 10_000, epochs = 10] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4] ?? 'examples-out';
await resolveEngine(); // starts tfjs, which holds the variables
const engine = compiled();
const digits = await mnist();
const [data, test] = [take(digits.train, images), take(digits.test, Math.min(images, 300))];

// F̃(y) = C(y, ỹ) + U + V, with U = ½ Σ μ² and V = ½ Σ v − log v − 1
const objectives = {
  'C + U + V': negativeElbo(),
  'C + V, without U': negativeElbo({ meanWeight: 0 }),
  'C + U, without V': negativeElbo({ varianceWeight: 0 }),
  'C alone': negativeElbo({ meanWeight: 0, varianceWeight: 0 }),
};
const charts: Ellipses[] = [];
for (const [title, objective] of Object.entries(objectives)) {
  const model = denseVariationalAutoencoder({ hidden: [200], latentSize: 2, seed: 3 });
  for await (const event of train({ model, objective, data, optimizer: adam(), engine, epochs })) {
    if (event.kind === 'epoch' && event.epoch === epochs) console.log(`${title}: ${event.total.toFixed(1)} nats`);
  }
  const state = Object.values(model.variables);
  const means = await mapTable({ engine, map: (y) => model.posterior(y).mean, state, table: test.y });
  const logVariances = await mapTable({ engine, map: (y) => model.posterior(y).logVariance, state, table: test.y });
  model.dispose();
  charts.push({
    title,
    x: { label: 'z₁' },
    y: { label: 'z₂' },
    means: means.values,
    deviations: Float32Array.from(logVariances.values, (log) => Math.exp(log / 2)), // √v
    classes: test.label?.values,
  });
}

const page = figureGrid({
  title: 'What each part of the divergence is for',
  figures: charts.map(ellipses),
});
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/divergence-parts.svg`, page.svg());
writeFileSync(`${folder}/divergence-parts.csv`, csv(page.columns));
console.log(`${folder}/divergence-parts.svg: without U bubbles drift apart, without V they shrink to points`);
