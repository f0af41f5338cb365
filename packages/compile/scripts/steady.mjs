// 20 000 steps of a small job with noise: tensors and memory stay where they were. About a minute.
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { compile } from '../src/node.ts';
import { variational } from '../src/testing/jobs.ts';

await tf.setBackend('cpu');
const job = variational([24, 16], 4, { pixels: 30, batch: 16 });
const program = compile(job.step, { state: job.state, threads: 1 });
const rows = (step) => Int32Array.from({ length: job.batch }, (_, i) => (i + step) % (2 * job.batch));
const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(1);

for (let step = 0; step <= 20_000; step++) {
  await program.run({ y: { table: job.data, rows: rows(step) }, learningRate: 1e-3 }, { seed: 1, step });
  if (step % 2000 > 0) continue;
  globalThis.gc?.();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  const { numTensors, numBytes } = tf.memory();
  const held = `heap ${megabytes(heapUsed)}, array buffers ${megabytes(arrayBuffers)}, resident ${megabytes(rss)} MB`;
  console.log(`step ${step}: ${numTensors} tensors of ${numBytes} bytes; ${held}`);
}
program.dispose();
