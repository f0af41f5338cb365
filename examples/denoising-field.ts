// A denoising autoencoder of a spiral: where it moves each point of the plane: npm run denoising-field -- [points] [epochs] [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { compiled } from '@latentkit/compile/node';
import { adam, schedules, train } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import { spiral } from '@latentkit/datasets';
import { gaussianNoise } from '@latentkit/layers';
import { squaredError } from '@latentkit/losses';
import {
  denoising,
  denseAutoencoder,
  displacementField,
  energySurface,
  reconstructionDistance,
} from '@latentkit/models';
import { csv, vectorField } from '@latentkit/viz';

const [points = 4096, epochs = 60] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4] ?? 'examples-out';
await resolveEngine(); // starts tfjs, which holds the variables
const engine = compiled();
const data = spiral({ rows: points, seed: 1 }).train;

const model = denseAutoencoder({ imageShape: [2], hidden: [128, 64], latentSize: 16, outputActivation: 'linear' });
// Arms are ½ apart: noise that reaches from one towards the next.
const objective = denoising({ cost: squaredError, corruption: gaussianNoise({ standardDeviation: 0.1 }) });
const batchSize = 64;
const learningRate = schedules.cosineDecay({ learningRate: 3e-3, steps: epochs * Math.ceil(points / batchSize) });
const run = { model, objective, data, optimizer: adam(), learningRate, batchSize, engine, epochs };
for await (const event of train(run)) {
  if (event.kind === 'epoch' && event.epoch % 10 === 0) console.log(`epoch ${event.epoch}: ${event.total.toFixed(4)}`);
}

const axis = (count: number) => ({ from: -1.1, to: 1.1, count });
const field = await displacementField(model, { x: axis(26), y: axis(26) });
const surface = await energySurface(reconstructionDistance(model), { x: axis(160), y: axis(160) });
model.dispose();

const chart = vectorField({
  title: 'Where each point is moved, and how far',
  x: { label: 'y₁' },
  y: { label: 'y₂' },
  field: { label: 'ỹ − y', ...field, scale: 0.5 },
  surface: { label: '‖y − ỹ‖', ...surface, levels: [0.02, 0.05, 0.08, 0.11, 0.14, 0.18, 0.25, 0.35, 0.5] },
  points: data.y.values.subarray(0, 2 * 2000),
});
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/denoising-field.svg`, chart.svg());
writeFileSync(`${folder}/denoising-field.csv`, csv(chart.columns));
console.log(
  `${folder}/denoising-field.svg: arrows go to the nearer arm; halfway, on the ridge, there is nowhere to go`,
);
