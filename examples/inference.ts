// Target propagation: the energy of every image falls in inference: npm run inference -- [images] [epochs] [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { compiled } from '@latentkit/compile/node';
import { adam, mapTable, train } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import { take } from '@latentkit/datasets';
import { mnist } from '@latentkit/datasets/node';
import { squaredError } from '@latentkit/losses';
import { linearAutoencoder, targetPropagation } from '@latentkit/models';
import { csv, lineChart, lineChartColumns } from '@latentkit/viz';
import * as tf from '@tensorflow/tfjs-core';

const [images = 10_000, epochs = 10] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4] ?? 'examples-out';
await resolveEngine(); // starts tfjs, which holds the variables
const engine = compiled();
const digits = await mnist();

// E(y, z) = C(y, Dec(z)) + D(z, z̃), z̃ = Enc(y). The decoder learns from ž = argmin E, and ž is the encoder's target.
const model = linearAutoencoder({ seed: 1 });
const data = take(digits.train, images);
const run = { model, ...targetPropagation({ cost: squaredError }), data, optimizer: adam(), engine, epochs };
for await (const event of train(run)) {
  if (event.kind === 'epoch')
    console.log(`epoch ${event.epoch}: C(y, Dec(ž)) = ${event.terms.reconstruction.toFixed(2)}`);
}

// Downhill from z̃ on test images, with more steps than in learning.
const steps = 20;
const { infer } = targetPropagation({ cost: squaredError, relaxation: { steps } });
const { values: energies } = await mapTable({
  engine,
  map: (y) => tf.transpose(infer(model, y).energies), // [images, steps + 1]
  state: Object.values(model.variables),
  table: take(digits.test, Math.min(images, 200)).y,
});
model.dispose();

const x = Array.from({ length: steps + 1 }, (_, step) => step);
const of = (image: number) => energies.subarray(image * x.length, (image + 1) * x.length);
const count = energies.length / x.length;
const all = Array.from({ length: count }, (_, image) => of(image));
const fallen = all.filter((each) => Number(each.at(-1)) < Number(each[0])).length;
const mean = x.map((step) => all.reduce((sum, each) => sum + Number(each[step]), 0) / count);
const some = all.slice(0, 9).map((y, image) => ({ name: `image ${image}`, x, y }));

const chart = {
  title: `Energy falls for ${fallen} of ${count} images`,
  x: { label: 'step of inference' },
  y: { label: 'E(y, z)', unit: 'squared pixels' },
  series: [{ name: 'mean', x, y: mean }, ...some],
};
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/inference.svg`, lineChart(chart));
writeFileSync(`${folder}/inference.csv`, csv(lineChartColumns(chart)));
console.log(
  `${folder}/inference.svg: each starts at the encoder’s guess z̃ and ends at ž; what it gains is the amortisation gap`,
);
