import { productRate, stepFlop } from '@latentkit/compile/internal';
import { machine } from '@latentkit/compile/node';
import { table } from '@latentkit/core';
import { isSequence, type Job } from '../job/job.ts';
import { modelOf, stepOf } from '../model/training.ts';

/** Multiplications and additions in the products of a job's step, as it is written. */
export function flopOf(job: Job): number {
  const model = modelOf(job, 1);
  const { step, state } = stepOf(job, model);
  const shape = [job.batchSize, ...(isSequence(job) ? [job.transformer.tokens] : job.input)];
  const y = table(new Uint8Array(shape.reduce((product, length) => product * length, 1)), shape);
  const rows = Int32Array.from({ length: job.batchSize }, (_, i) => i);
  const flop = stepFlop(step, { state, inputs: { y: { table: y, rows }, learningRate: 1e-3 } });
  for (const variable of state) variable.dispose();
  return flop;
}

/** FLOP a second of large products, the best of what is measured before and after a job's turns. */
export const rateOf = (threads: number): Promise<number> => productRate(machine({ threads }).runtime, threads);
