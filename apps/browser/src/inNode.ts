// The page's steps on WebGPU in Node, beside the same on the processor: one line of JSON for each kind. scripts/webgpu-check.mjs runs it.
import { compiled, webgpu } from '@latentkit/compile/node';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { type StepName, steps } from './page/steps.ts';
import { differenceOf, trained } from './page/trained.ts';

const count = 4;

tf.env().set('PROD', true);
await tf.setBackend('cpu');
const [gpu, processor] = [await webgpu(), compiled()];
for (const name of Object.keys(steps) as StepName[]) {
  const found = await trained(name, gpu, count);
  const difference = differenceOf(found, await trained(name, processor, count));
  console.log(JSON.stringify({ name, losses: found.losses, ms: found.ms, difference }));
}
