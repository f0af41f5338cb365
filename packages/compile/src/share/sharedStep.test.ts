import { table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { costs } from '../lower/costs.ts';
import { compile } from '../node.ts';
import { learningGraph } from '../passes/stepGraph.ts';
import { partition } from '../tail/partition.ts';
import {
  denseAutoencoder,
  type Job,
  normalizedConvolutional,
  pooled,
  smallJobs,
  variational,
} from '../testing/jobs.ts';
import { signatureOf } from '../trace/signature.ts';
import { trace } from '../trace/trace.ts';
import { sharedStep } from './sharedStep.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const inputsOf = ({ data, batch }: Job, step: number) => ({
  y: { table: data, rows: Int32Array.from({ length: batch }, (_, i) => (i * 7 + step) % (data.shape[0] as number)) },
  learningRate: 1e-2,
});

/** Losses and the state after some steps. */
async function trained(make: () => Job, threads: number): Promise<{ losses: number[]; state: Float32Array[] }> {
  const job = make();
  const program = compile(job.step, { state: job.state, threads });
  const losses: number[] = [];
  for (let step = 0; step < 6; step++) {
    const { loss } = await program.run(inputsOf(job, step), { seed: 3, step });
    losses.push(loss?.values[0] as number);
  }
  await program.read();
  program.dispose();
  const state = job.state.map((variable) => variable.dataSync().slice() as Float32Array);
  tf.dispose(job.state as tf.Variable[]);
  return { losses, state };
}

/** The step of a job in shares, if it can be. */
function sharedOf({ step, state, ...job }: Job, worth = costs.avx2) {
  const signature = signatureOf(inputsOf({ step, state, ...job }, 0));
  const { graph } = trace(step, state, signature);
  const made = sharedStep(partition(learningGraph(graph, { step, state, signature, costs: worth }).graph), worth);
  tf.dispose(state as tf.Variable[]);
  return made;
}

describe('a step in two halves of its batch', () => {
  it.each(Object.entries({ ...smallJobs, 'a normalised one': normalizedConvolutional, 'one that pools': pooled }))(
    '%s learns what it learns whole',
    async (_, make) => {
      expect(sharedOf(make())).toBeDefined();
      const [whole, halves] = [await trained(make, 1), await trained(make, 2)];
      halves.losses.forEach((loss, i) => {
        expect(loss).toBeCloseTo(whole.losses[i] as number, 4);
      });
      halves.state.forEach((values, i) => {
        const due = whole.state[i] as Float32Array;
        const scale = Math.max(1e-3, ...due.map(Math.abs));
        expect(Math.max(...values.map((value, k) => Math.abs(value - (due[k] as number)) / scale))).toBeLessThan(2e-3);
      });
    },
  );

  it.each([
    ['in one stage', () => variational([24, 16], 4, { pixels: 30, batch: 16 })],
    ['in several', normalizedConvolutional],
  ])('is the same to the bit each time, %s', async (_, make) => {
    expect(await trained(make, 2)).toEqual(await trained(make, 2));
  });

  it('is one of stages where a batch is normalised, unless its arrays are small', () => {
    const stages = sharedOf(normalizedConvolutional())?.stages ?? [];
    expect(stages.filter(({ graph }) => graph).length).toBeGreaterThan(3);
    expect(stages.flatMap(({ loops }) => loops).length).toBeGreaterThan(5);
    expect(sharedOf(normalizedConvolutional({ batch: 8 }))).toBe(undefined);
  });

  it('gives each half its rows, and names of its own for what is added up', () => {
    const shared = sharedOf(denseAutoencoder([20, 16, 8, 2], 16));
    const rows = { dtype: 'int32', shape: [16], values: Int32Array.from({ length: 16 }, (_, i) => i) } as const;
    expect(shared?.partOf('rows/y', rows, 1)).toEqual({ dtype: 'int32', shape: [8], values: rows.values.slice(8) });
    expect(shared?.namesOf('edge/0').length).toBeLessThanOrEqual(shared?.shares as number);
  });

  it('is not for a step of many weights and few rows, whose addends cost more than shares win', () => {
    const make = () => denseAutoencoder([200, 100, 8], 4);
    expect(sharedOf(make(), { ...costs.avx2, addendsPerProduct: 1e5 })).toBeDefined();
    expect(sharedOf(make(), { ...costs.avx2, addendsPerProduct: 100 })).toBe(undefined);
  });

  it('is not for a batch of odd length', () => {
    expect(sharedOf(denseAutoencoder([20, 8, 2], 5))).toBe(undefined);
  });

  it('says in one line what went wrong in either half, and runs again', async () => {
    const names = tf.variable(tf.range(0, 9));
    const program = compile(
      ({ at }) => ({ y: tf.gather(names, tf.cast(tf.reshape(at as tf.Tensor, [-1]), 'int32')) }),
      { state: [names], threads: 2 },
    );
    const run = (at: readonly number[]) =>
      program.run(
        { at: { table: table(Float32Array.from(at), [4, 1]), rows: Int32Array.of(0, 1, 2, 3) } },
        { seed: 1, step: 0 },
      );
    for (const at of [
      [1e6, 0, 0, 0],
      [0, 0, 0, 1e6],
    ])
      await expect(run(at)).rejects.toThrow(
        /^compiled step: expected a run, received .*out of data bounds.*\. Check the/,
      );
    expect(Array.from((await run([8, 1, 2, 3])).y?.values ?? [])).toEqual([8, 1, 2, 3]);
    program.dispose();
    names.dispose();
  });
});
