// An over-complete autoencoder finds everything plausible, unless something keeps it: npm run plausibility -- [points] [epochs] [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { compiled } from '@latentkit/compile/node';
import { adam, mapTable, type Objective, schedules, train } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import { spiral } from '@latentkit/datasets';
import { gaussianNoise } from '@latentkit/layers';
import { squaredError as cost } from '@latentkit/losses';
import * as models from '@latentkit/models';
import { type Contour, contour, csv, figureGrid } from '@latentkit/viz';

const [points = 2048, epochs = 100] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4] ?? 'examples-out';
await resolveEngine(); // starts tfjs, which holds the variables
const engine = compiled();
const data = spiral({ turns: 1, rows: points, seed: 1 }).train;

// Codes of 64 numbers for points of 2: no size keeps Dec(Enc(y)) from being y.
const sizes = { imageShape: [2], latentSize: 64, seed: 1 };
const shallow = { ...sizes, hidden: [], latentActivation: 'sigmoid', outputActivation: 'linear' } as const;
const deep = { ...sizes, hidden: [64], latentActivation: 'relu', outputActivation: 'linear' } as const;
const nothing = models.reconstruction({ cost });
const rarely = models.regularized({
  cost,
  regularizer: models.activationSparsity({ rate: 0.03 }),
  regularization: 0.1,
});
const few = models.regularized({ cost, regularizer: models.l1(), regularization: 0.1 });
const repair = models.denoising({ cost, corruption: gaussianNoise({ standardDeviation: 0.2 }) });
const likelihood = models.gaussian({ standardDeviation: 0.1 });

const autoencoder = models.denseAutoencoder;
const variational = models.denseVariationalAutoencoder({ ...deep, likelihood });

const charts: Contour[] = [];
/** Trains, then takes the energy F(y) = ‖y − ỹ‖ of the data and of the plane around it. */
async function look<M extends models.LatentModel>(title: string, model: M, objective: Objective<M, string>) {
  const learningRate = schedules.cosineDecay({ learningRate: 5e-3, steps: epochs * Math.ceil(points / 64) });
  // The decay holds the decoder: a sparse code could shrink while the decoder grows.
  const run = { model, objective, data, optimizer: adam({ weightDecay: 1e-3 }), learningRate, batchSize: 64 };
  for await (const _ of train({ ...run, engine, epochs }));
  const energy = models.reconstructionDistance(model);
  const axis = { from: -1.2, to: 1.2, count: 100 };
  const surface = await models.energySurface(energy, { x: axis, y: axis });
  const state = Object.values(model.variables);
  const { values } = await mapTable({ engine, map: energy, state, table: data.y });
  model.dispose();
  const levels = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8];
  console.log(`${title}: mean energy ${mean(values)} of the data, ${mean(surface.values)} of the plane`);
  charts.push({
    title,
    x: { label: 'y₁' },
    y: { label: 'y₂' },
    surface: { label: '‖y − ỹ‖', ...surface, levels },
    points: data.y.values.subarray(0, 2 * 200),
  });
}
const mean = (values: ArrayLike<number>) =>
  (Array.from(values).reduce((sum, value) => sum + value, 0) / values.length).toFixed(3);

await look('one layer, kept by nothing', autoencoder(shallow), nothing);
await look('by units that are seldom on', autoencoder(shallow), rarely);
await look('by sampling: a VAE', variational, models.negativeElbo());
await look('three layers, kept by nothing', autoencoder(deep), nothing);
await look('by codes of few numbers: L1', autoencoder(deep), few);
await look('by noise: denoising', autoencoder(deep), repair);

const page = figureGrid({
  title: 'What an over-complete autoencoder finds plausible',
  figures: charts.map(contour),
});
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/plausibility.svg`, page.svg());
writeFileSync(`${folder}/plausibility.csv`, csv(page.columns));
console.log(`${folder}/plausibility.svg: kept by nothing, it is the identity: energy is low far from the data too`);
