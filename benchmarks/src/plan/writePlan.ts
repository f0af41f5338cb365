import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { permutation } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import type { Job } from '../job/job.ts';
import { modelOf } from '../model/training.ts';
import { drawsOf } from '../model/trainingStep.ts';
import { imagesFile } from './imagesFile.ts';
import { files, type Plan } from './plan.ts';

/** Steps before the order of the images repeats; whole epochs, at most. */
const steps = 2048;

/**
 * Write what all systems share: first weights, the order of the images, and for a check the noise, all from one seed.
 *
 * @returns the path of `plan.json`, and the images that it names
 */
export function writePlan(
  folder: string,
  job: Job,
  { threads, noiseSteps, seed = 1 }: { threads: number; noiseSteps: number; seed?: number },
): { file: string; images: string } {
  mkdirSync(folder, { recursive: true });
  const { images, count } = imagesFile(job, folder);
  const model = modelOf(job, seed);
  const arrays = Object.entries(model.variables).map(([name, variable]) => ({ name, variable, shape: variable.shape }));
  const [weights, size] = places(arrays);
  const values = new Float32Array(size);
  arrays.forEach(({ variable }, i) => {
    values.set(variable.dataSync(), weights[i]?.at);
  });
  model.dispose();
  const draws = drawsOf(job);
  const plan: Plan = { job, threads, images, weights, draws, noiseSteps, seed };
  writeFileSync(join(folder, files.weights), values);
  writeFileSync(join(folder, files.rows), order(count, job.batchSize, seed));
  writeFileSync(join(folder, files.noise), noise(draws, noiseSteps, seed));
  const file = join(folder, files.plan);
  writeFileSync(file, JSON.stringify(plan));
  return { file, images };
}

/** Where each array begins when they lie one after the other, and how many numbers that is. */
function places(arrays: readonly { name: string; shape: readonly number[] }[]): [Plan['weights'], number] {
  let end = 0;
  const placed = arrays.map(({ name, shape }) => {
    const at = end;
    end += tf.util.sizeFromShape([...shape]);
    return { name, shape, at };
  });
  return [placed, end];
}

/** [steps, batch] in shuffled epochs of whole batches */
function order(images: number, batchSize: number, seed: number): Int32Array {
  const used = Math.floor(images / batchSize) * batchSize;
  const epochs = Math.max(1, Math.floor((steps * batchSize) / used));
  const rows = new Int32Array(epochs * used);
  for (let epoch = 0; epoch < epochs; epoch++) {
    rows.set(permutation(images, { seed, step: epoch }).subarray(0, used), epoch * used);
  }
  return rows;
}

/** What `counterRandom` gives in step s for the k-th draw, one step after the other. */
function noise(draws: Plan['draws'], noiseSteps: number, seed: number): Float32Array {
  const [drawn, each] = places(draws.map((shape, k) => ({ name: String(k), shape })));
  const values = new Float32Array(each * noiseSteps);
  for (let step = 0; step < noiseSteps; step++) {
    drawn.forEach(({ at, shape }, stream) => {
      const from = step * each + at;
      fillNormal(values.subarray(from, from + tf.util.sizeFromShape([...shape])), { seed, stream, step });
    });
  }
  return values;
}
