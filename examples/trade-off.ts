// Reconstruction against divergence for a sweep of β: npm run trade-off -- [images] [epochs] [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { compiled } from '@latentkit/compile/node';
import { adam, train } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import { take } from '@latentkit/datasets';
import { mnist } from '@latentkit/datasets/node';
import { meanTerms } from '@latentkit/metrics';
import { denseVariationalAutoencoder, elboTerms, negativeElbo } from '@latentkit/models';
import { csv, lineChart } from '@latentkit/viz';

const [images = 10_000, epochs = 10] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4] ?? 'examples-out';
await resolveEngine(); // starts tfjs, which holds the variables
const engine = compiled();
const digits = await mnist();
const [data, test] = [take(digits.train, images), take(digits.test, Math.min(images, 5000))];

const [x, y, labels]: [number[], number[], string[]] = [[], [], []];
for (const beta of [8, 4, 2, 1, 0.5, 0.25]) {
  // β is an argument of the objective; the model is the same.
  const model = denseVariationalAutoencoder({ hidden: [200], latentSize: 10, seed: 1 });
  const objective = negativeElbo({ beta });
  for await (const event of train({ model, objective, data, optimizer: adam(), engine, epochs })) {
    if (event.kind === 'epoch' && event.epoch === epochs) console.log(`β = ${beta}: ${event.total.toFixed(1)}`);
  }
  // The bare terms, without β: C(y, ỹ), and U + V = D(q(z|y) ‖ p(z)).
  const { terms } = await meanTerms({
    engine,
    terms: ({ y }, random) => elboTerms(model, y, random),
    variables: model.variables,
    data: { y: test.y },
  });
  x.push(terms.meanDivergence + terms.varianceDivergence);
  y.push(terms.reconstruction);
  labels.push(`β = ${beta}`);
  model.dispose();
}

const chart = lineChart({
  title: 'What a code may hold, and what that buys',
  x: { label: 'divergence D(q(z|y) ‖ p(z))', unit: 'nats' },
  y: { label: 'reconstruction C(y, ỹ)', unit: 'nats' },
  series: [{ name: 'test set', x, y, labels }],
});
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/trade-off.svg`, chart.svg());
writeFileSync(`${folder}/trade-off.csv`, csv(chart.columns));
console.log(`${folder}/trade-off.svg: the slope is −β; where it is −1 the sum of the two, −ELBO, is least`);
