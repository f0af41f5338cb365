// An autoencoder, a denoising and a variational one of one size on one page: npm run comparison -- [images] [epochs] [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { compiled } from '@latentkit/compile/node';
import { adam, counterRandom, type HostArray, mapTable, type Table, train } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import { take } from '@latentkit/datasets';
import { mnist } from '@latentkit/datasets/node';
import { type Corruption, gaussianNoise } from '@latentkit/layers';
import { binaryCrossEntropy as cost } from '@latentkit/losses';
import { principalComponents } from '@latentkit/metrics';
import * as models from '@latentkit/models';
import { normalSampler } from '@latentkit/samplers';
import * as viz from '@latentkit/viz';
import * as tf from '@tensorflow/tfjs-core';

const [images = 20_000, epochs = 10] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4] ?? 'examples-out';
await resolveEngine(); // starts tfjs, which holds the variables
const engine = compiled();
const digits = await mnist();
const [data, test] = [take(digits.train, images), take(digits.test, Math.min(images, 2000))];

// ŷ: the same for those that learn from it and for the page.
const noise = gaussianNoise({ standardDeviation: 0.4 });
const corruption: Corruption = (y, random) => tf.clipByValue(noise(y, random), 0, 1);
const corrupt = (y: tf.Tensor) => corruption(y, counterRandom({ seed: 1, step: 0 }));
const ten = take(test, 10).y;
const noisy = await mapTable({ engine, map: corrupt, state: [], table: ten });

// The same layers three times; what differs is the objective, and that the codes of a VAE are drawn.
const sizes = { hidden: [256], latentSize: 16, seed: 1 };
const [plain, repairing] = [models.denseAutoencoder(sizes), models.denseAutoencoder(sizes)];
const variational = models.denseVariationalAutoencoder(sizes);
const run = { data, optimizer: adam(), engine, epochs };
const runs = {
  autoencoder: [plain, train({ model: plain, objective: models.reconstruction({ cost }), ...run })],
  'denoising autoencoder': [
    repairing,
    train({ model: repairing, objective: models.denoising({ cost, corruption }), ...run }),
  ],
  VAE: [variational, train({ model: variational, objective: models.negativeElbo(), ...run })],
} as const;

const [pictures, planes]: [viz.Figure[], viz.Figure[]] = [[], []];
for (const [name, [model, events]] of Object.entries(runs)) {
  for await (const event of events) {
    if (event.kind === 'epoch') console.log(`${name}, epoch ${event.epoch}: ${event.total.toFixed(1)} nats`);
  }
  const map = (of: typeof model.encode, rows: Table | HostArray) =>
    mapTable({ engine, map: of, state: Object.values(model.variables), table: { scale: 1, ...rows } });
  const codes = await map(model.encode, test.y);
  const drawn = normalSampler().fit(codes).sample(10, { seed: 1 });
  const rows = [
    { title: 'image', images: ten.values },
    { title: 'reconstruction', images: (await map(model.reconstruct, ten)).values },
    { title: 'with noise', images: noisy.values },
    { title: 'of the noisy', images: (await map(model.reconstruct, noisy)).values },
    { title: 'samples', images: (await map(model.decode, drawn)).values },
  ];
  model.dispose();
  const grid = { title: name, height: 28, width: 28, rows };
  const plane = {
    title: 'codes of the test set',
    x: { label: 'first principal component' },
    y: { label: 'second' },
    points: principalComponents(codes).encode(codes, 2).values,
    classes: test.label?.values,
  };
  pictures.push(viz.imageGrid(grid));
  planes.push(viz.scatter(plane));
}

const page = viz.figureGrid({ title: 'The same images, three models', figures: [...pictures, ...planes] });
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/comparison.svg`, page.svg());
writeFileSync(`${folder}/comparison.csv`, viz.csv(page.columns));
console.log(`${folder}/comparison.svg: one repeats what it sees, one repairs it, one makes up more of it`);
