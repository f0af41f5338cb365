import '@tensorflow/tfjs-backend-cpu';
import { table } from '@latentkit/core';
import { engineLaws } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { describe, expect, it } from 'vitest';
import { compile } from '../node.ts';
import { hostDevice } from '../testing/hostDevice.ts';
import { convolutional, denseAutoencoder, type Job, variational } from '../testing/jobs.ts';
import { compileOnDevice, deviceMachine } from './compileOnDevice.ts';

engineLaws('on a device', {
  backend: 'cpu',
  awaited: true,
  make: () => {
    const machine = deviceMachine(hostDevice().device);
    return { name: 'device', program: async (step, state) => compileOnDevice(machine, step, { state }) };
  },
});

const rate = { learningRate: 1e-3 };
const rowsOf = ({ data, batch }: Job, step: number) => ({
  table: data,
  rows: Int32Array.from({ length: batch }, (_, i) => (7 * i + step) % (data.shape[0] as number)),
});

describe('a step on a device', () => {
  it.each([
    ['dense', () => denseAutoencoder([30, 8, 3], 4)],
    ['convolutional', () => convolutional({ sides: 8, filters: [3, 4, 5], batch: 4 })],
    ['variational', () => variational([10], 3, { pixels: 25, batch: 4 })],
  ])('%s: losses and weights as compiled for the processor', async (_, make) => {
    const [mine, plain] = [make(), make()];
    const program = compileOnDevice(deviceMachine(hostDevice().device), mine.step, mine);
    const reference = compile(plain.step, { state: plain.state, threads: 1 });
    for (let step = 0; step < 3; step++) {
      const [found, due] = await Promise.all(
        [program, reference].map((one) => one.run({ y: rowsOf(mine, step), ...rate }, { seed: 3, step })),
      );
      expect(found?.loss?.values[0]).toBeCloseTo(due?.loss?.values[0] as number, 4);
    }
    await program.read();
    mine.state.forEach((variable, i) => {
      const due = (plain.state[i] as tf.Variable).dataSync();
      variable.dataSync().forEach((x, k) => {
        expect(x).toBeCloseTo(due[k] as number, 4);
      });
    });
    for (const one of [program, reference]) one.dispose();
  });

  it('keeps weights, moments and the table there: numbers of rows, noise and two numbers of Adam go up, the two terms of the loss come down', async () => {
    const { device, crossed } = hostDevice();
    const job = variational([10], 3, { pixels: 25, batch: 4 });
    const program = compileOnDevice(deviceMachine(device), job.step, job);
    const run = async (step: number) => {
      crossed.splice(0);
      await program.run({ y: rowsOf(job, step), ...rate }, { seed: 3, step });
      return [...crossed];
    };
    // The table crosses with the first run, and to stay in the second.
    for (const step of [0, 1]) await run(step);
    const bytes = { rows: 4 * 4, noise: 4 * 4 * 3, rate: 4, epsilon: 4, terms: 4 * 2 };
    expect((await run(2)).sort((a, b) => a - b)).toEqual(Object.values(bytes).sort((a, b) => a - b));
    // Every variable comes down once, and no more for a second read. Adam's count of steps was never there.
    crossed.splice(0);
    await program.read();
    await program.read();
    expect(crossed.length).toBe(job.state.length - 1);
    expect(job.state.at(-1)?.dataSync()[0]).toBe(3);
    program.dispose();
  });

  it('takes another table, and one of which every run has its own', async () => {
    const { device, crossed } = hostDevice();
    const program = compileOnDevice(deviceMachine(device), ({ y }) => ({ sum: tf.sum(y as tf.Tensor) }), { state: [] });
    const sums = [];
    const [one, other] = [Uint8Array.of(1, 2, 3, 4, 5), Uint8Array.of(9, 8, 7, 6, 255)];
    for (const values of [one, one, one, other]) {
      const { sum } = await program.run(
        { y: { table: table(values, [1, 5]), rows: Int32Array.of(0) } },
        { seed: 0, step: 0 },
      );
      sums.push(sum?.values[0]);
    }
    expect(sums).toEqual([15, 15, 15, 285]);
    // A row number goes up and a sum comes down; five bytes of a table are two numbers, which stay from the second run on.
    const [row, bytes, sum] = [4, 8, 4];
    expect(crossed).toEqual([row, bytes, sum, bytes, row, sum, row, sum, row, bytes, sum]);
    program.dispose();
  });
});
