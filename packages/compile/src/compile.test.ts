import { eager, type Input, type Program, type StepFunction, table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileWith, type Runtime, sessions } from './internal.ts';
import { costs } from './lower/costs.ts';
import { compile, sessionCount } from './node.ts';
import { denseAutoencoder, type Job, smallJobs, variational } from './testing/jobs.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

async function drive(program: Program, { data, batch }: Job, steps: number): Promise<number[]> {
  const losses: number[] = [];
  const count = data.shape[0] as number;
  for (let step = 0; step < steps; step++) {
    const rows = Int32Array.from({ length: batch }, (_, i) => (i * 7 + step) % count);
    const { loss } = await program.run({ y: { table: data, rows }, learningRate: 1e-2 }, { seed: 3, step });
    losses.push(loss?.values[0] as number);
  }
  await program.read();
  program.dispose();
  return losses;
}

describe('compile', () => {
  it('keeps the update of a first run where a clone is a copy, as on wasm', async () => {
    const { kernelFunc } = tf.getKernel('Identity', 'cpu') as tf.KernelConfig;
    const identity = (kernelFunc: tf.KernelFunc) => {
      tf.unregisterKernel('Identity', 'cpu');
      tf.registerKernel({ kernelName: 'Identity', backendName: 'cpu', kernelFunc });
    };
    identity(({ inputs: { x } }) => {
      const { dataId, shape, dtype } = x as tf.TensorInfo;
      return tf.tensor(tf.backend().readSync(dataId).slice() as Float32Array, shape, dtype);
    });
    const doubled = tf.variable(tf.scalar(1));
    const program = compile(
      ({ by }) => {
        doubled.assign(tf.mul(doubled, tf.sum(by as tf.Tensor)));
        return {};
      },
      { state: [doubled], threads: 1 },
    );
    try {
      const twos = table(Float32Array.of(2, 2), [2]);
      for (const rows of [[0], [0], [0, 1]])
        await program.run({ by: { table: twos, rows: Int32Array.from(rows) } }, { seed: 0, step: 0 });
      await program.read();
      expect(doubled.dataSync()).toEqual(Float32Array.of(2 * 2 * 4));
    } finally {
      program.dispose();
      doubled.dispose();
      identity(kernelFunc);
    }
  });

  for (const [name, make] of Object.entries(smallJobs)) {
    it(`trains ${name} as eager tfjs does: losses, weights and moments`, async () => {
      const [one, two] = [make(), make()];
      const expected = await drive(await eager().program(one.step, one.state), one, 5);
      const losses = await drive(compile(two.step, { state: two.state, threads: 1 }), two, 5);
      for (const [i, loss] of losses.entries()) expect(Math.abs(loss / (expected[i] as number) - 1)).toBeLessThan(1e-5);
      two.state.forEach((variable, i) => {
        const difference = tf.max(tf.abs(tf.sub(variable, one.state[i] as tf.Tensor))).dataSync()[0];
        expect(difference, variable.name).toBeLessThan(1e-5);
      });
      expect(losses[4]).toBeLessThan(losses[0] as number);
    });
  }

  it('runs any batch size, one after the other, without copying the state', async () => {
    const { step, state, data, batch } = denseAutoencoder([20, 8, 2], 16);
    const program = compile(step, { state, threads: 1 });
    const runs = [batch, 5, batch, 1].map((count, i) =>
      program.run(
        { y: { table: data, rows: Int32Array.from({ length: count }, (_, row) => row) }, learningRate: 1e-2 },
        { seed: 1, step: i },
      ),
    );
    await Promise.all(runs);
    await program.read();
    expect(state[state.length - 1]?.dataSync()[0]).toBe(4);
    program.dispose();
  });

  it('runs a step that takes one row and no two', async () => {
    const position = tf.variable(tf.tensor1d([1, 2, 3, 4]));
    const step: StepFunction = ({ y }) => {
      const apart = tf.sub(position, tf.reshape(y as tf.Tensor, [4]));
      position.assign(tf.sub(position, tf.mul(apart, 0.5)));
      return { apart };
    };
    const program = compile(step, { state: [position] });
    const y = { table: table(Float32Array.of(0, 0, 0, 0, 3, 0, 5, 2), [2, 4]), rows: Int32Array.of(1) };
    expect((await program.run({ y }, { seed: 1, step: 0 })).apart?.values).toEqual(Float32Array.of(-2, 2, -2, 2));
    await program.read();
    expect([...position.dataSync()]).toEqual([2, 1, 4, 3]);
    program.dispose();
  });

  it('draws the bits that eager draws, and refuses the counters that eager refuses', async () => {
    const step: StepFunction = (_, random) => ({ normal: random.normal([3, 7]), uniform: random.uniform([5]) });
    const counter = { seed: 2 ** 40 + 1, step: 2 ** 33 };
    const program = compile(step, { state: [] });
    expect(await program.run({}, counter)).toEqual(await (await eager().program(step, [])).run({}, counter));
    await expect(program.run({}, { seed: -1, step: 0 })).rejects.toThrow(
      'program.run, seed: expected a whole number from 0 to 9007199254740991, received -1. Pass seed as such a number.',
    );
    program.dispose();
  });

  it('draws them too where the run before has drawn ahead for another counter', async () => {
    const step: (w: tf.Variable) => StepFunction = (w) => (_, random) => {
      const [noise, shift] = [random.normal([300, 40]), random.normal([40, 3])];
      w.assign(tf.add(tf.mul(w, 0.5), shift));
      return { noise, product: tf.matMul(noise as tf.Tensor2D, w as tf.Tensor2D) };
    };
    const [mine, other] = [0, 1].map(() => tf.variable(tf.ones([40, 3]))) as [tf.Variable, tf.Variable];
    const compiled = compile(step(mine), { state: [mine], threads: 1 });
    const plain = await eager().program(step(other), [other]);
    for (const [seed, at] of [
      [1, 0],
      [1, 1],
      [1, 7],
      [2, 8],
      [2, 8],
      [2, 9],
    ] as const) {
      const [received, expected] = [
        await compiled.run({}, { seed, step: at }),
        await plain.run({}, { seed, step: at }),
      ];
      expect(received.noise).toEqual(expected.noise);
      expect(received.product?.values[5]).toBeCloseTo(expected.product?.values[5] as number, 4);
    }
    compiled.dispose();
    plain.dispose();
    tf.dispose([mine, other]);
  });

  it('changes its state at some inputs, and reads it again at others', async () => {
    const w = tf.variable(tf.ones([3, 2]));
    const step: StepFunction = ({ x, move }) => {
      if (move) w.assign(tf.add(w, move as tf.Tensor));
      return { y: tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D) };
    };
    const program = compile(step, { state: [w] });
    const x = { table: table(Float32Array.of(1, 2, 3), [1, 3]), rows: Int32Array.of(0) };
    const y = async (inputs: Record<string, Input>) => (await program.run(inputs, { seed: 1, step: 0 })).y?.values[0];
    expect(await y({ x })).toBe(6);
    expect(await y({ x, move: 1 })).toBe(12);
    expect(await y({ x })).toBe(12);
    await program.read();
    expect(w.dataSync()[0]).toBe(2);
    program.dispose();
    w.dispose();
  });

  it('hands out large results as arrays that no later run writes into', async () => {
    const w = tf.variable(tf.ones([1, 30_000]));
    const program = compile(({ x }) => ({ y: tf.mul(x as tf.Tensor, w) }), { state: [w] });
    const [first, second] = [
      await program.run({ x: 2 }, { seed: 1, step: 0 }),
      await program.run({ x: 3 }, { seed: 1, step: 1 }),
    ];
    expect(first.y?.values.every((value) => value === 2)).toBe(true);
    expect(second.y?.values.every((value) => value === 3)).toBe(true);
    program.dispose();
    w.dispose();
  });

  it('is the same bit for bit from run to run on one thread', async () => {
    const results = [];
    for (let i = 0; i < 2; i++) {
      const job = variational([24, 16], 4, { pixels: 30, batch: 16 });
      await drive(compile(job.step, { state: job.state, threads: 1 }), job, 5);
      results.push(job.state.map((variable) => variable.dataSync().slice()));
    }
    expect(results[0]).toEqual(results[1]);
  });

  it('holds no tensor, and one session for equal graphs until the last program ends', async () => {
    const job = denseAutoencoder([20, 8, 2], 16);
    const rows = { table: job.data, rows: Int32Array.of(1, 2, 3) };
    const before = tf.memory().numTensors;
    const alive = sessionCount();
    const programs = [0, 1].map(() => compile(job.step, { state: job.state, threads: 1 }));
    for (const program of programs) await program.run({ y: rows, learningRate: 0 }, { seed: 1, step: 0 });
    for (const program of programs) await program.read();
    expect(tf.memory().numTensors).toBe(before);
    expect(sessionCount()).toBe(alive + 1);
    programs[0]?.dispose();
    await programs[1]?.run({ y: rows, learningRate: 0 }, { seed: 1, step: 1 });
    programs[1]?.dispose();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(sessionCount()).toBe(alive);
  });

  it('a refusal rejects the run, and the program can go on with other inputs', async () => {
    const weight = tf.variable(tf.scalar(2));
    const program = compile(
      ({ x }) => ({ y: (x as tf.Tensor).rank ? tf.tensor1d(weight.dataSync()) : tf.mul(x as tf.Tensor, weight) }),
      {
        state: [weight],
      },
    );
    const table = denseAutoencoder([20, 8, 2], 4).data;
    await expect(program.run({ x: { table, rows: Int32Array.of(0) } }, { seed: 0, step: 0 })).rejects.toThrow(
      /a step that reads no value/,
    );
    const { y } = await program.run({ x: 3 }, { seed: 0, step: 0 });
    expect(y).toEqual({ values: Float32Array.of(6), shape: [] });
    program.dispose();
    weight.dispose();
  });

  it.each([-1, 2, 2 ** 31 - 1])('refuses row %i of two by its number', async (row) => {
    const program = compile(({ y }) => ({ y: tf.sum(y as tf.Tensor) }), { state: [] });
    const y = { table: table(Float32Array.of(1, 2), [2, 1]), rows: Int32Array.of(0, row) };
    await expect(program.run({ y }, { seed: 0, step: 0 })).rejects.toThrow(
      `program.run, y: expected rows from 0 to 1, received ${row}.`,
    );
    program.dispose();
  });

  it('says what it was when ONNX Runtime does not load a graph', async () => {
    const broken: Runtime = { shares: false, load: () => Promise.reject(new Error('no room')) };
    const machine = { runtime: broken, sessions: sessions(broken), options: {}, costs: costs.avx2 };
    const weight = tf.variable(tf.scalar(2));
    const program = compileWith(machine, () => ({ y: tf.exp(weight) }), { state: [weight] });
    await expect(program.run({}, { seed: 0, step: 0 })).rejects.toThrow(
      'compiled step: expected a graph that ONNX Runtime loads, received no room. Use the eager engine, and report the step.',
    );
    expect(machine.sessions.count()).toBe(0);
    program.dispose();
    weight.dispose();
  });
});
