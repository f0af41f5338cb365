import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileWith, sessions } from '../internal.ts';
import { costs } from '../lower/costs.ts';
import { nodeRuntime } from '../native/nodeRuntime.ts';
import type { Crew } from '../tail/loopRunner.ts';
import { variational } from '../testing/jobs.ts';
import { crew } from './crew.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const { runtime, binding } = nodeRuntime();
const loaded = sessions(runtime);

/** Numbers of the job below, and more than of the small one. */
const worth = 100_000;

/** Weights, moments and losses after some steps of a job whose tail is large enough to be shared. */
async function trained(helpers: Crew | undefined, pause = 0): Promise<Float32Array[]> {
  const job = variational([130], 4, { pixels: 400, batch: 4 });
  const machine = {
    runtime,
    sessions: loaded,
    options: { threads: 1 },
    costs: costs.avx2,
    ...(helpers ? { crew: helpers } : {}),
  };
  const program = compileWith(machine, job.step, { state: job.state });
  const losses: number[] = [];
  for (let step = 0; step < 6; step++) {
    const rows = Int32Array.from({ length: 4 }, (_, i) => (i + step) % 8);
    const { loss } = await program.run({ y: { table: job.data, rows }, learningRate: 1e-2 }, { seed: 1, step });
    losses.push(loss?.values[0] as number);
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
  }
  await program.read();
  program.dispose();
  const arrays = job.state.map((variable) => variable.dataSync().slice() as Float32Array);
  tf.dispose(job.state as tf.Variable[]);
  return [Float32Array.from(losses), ...arrays];
}

describe('a crew', () => {
  it('changes no bit, awake or asleep', async () => {
    expect(binding).toBe('direct');
    const alone = await trained(undefined);
    const helpers = crew(2, worth);
    expect(await trained(helpers, 20)).toEqual(alone);
    expect(await trained(helpers)).toEqual(alone);
  });

  it('is not needed: without a helper the calling thread does all', async () => {
    expect(await trained(crew(0, worth))).toEqual(await trained(undefined));
  });

  it('helps with several programs, and is asked by large ones only', async () => {
    let taken = 0;
    const helper = crew(1, worth);
    const counting: Crew = {
      together: helper.together,
      take(work) {
        const runner = helper.take(work);
        if (runner) taken++;
        return runner;
      },
    };
    const alone = await trained(undefined);
    expect(await Promise.all([trained(counting), trained(counting)])).toEqual([alone, alone]);
    expect(taken).toBe(2);
    const small = variational([24, 16], 4, { pixels: 30, batch: 16 });
    const machine = { runtime, sessions: loaded, options: { threads: 1 }, costs: costs.avx2, crew: counting };
    const program = compileWith(machine, small.step, { state: small.state });
    await program.run({ y: { table: small.data, rows: Int32Array.of(0) }, learningRate: 0 }, { seed: 1, step: 0 });
    program.dispose();
    expect(taken).toBe(2);
  });
});
