import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { type Batch, type Engine, eager, table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { meanCost } from './meanCost.ts';

/** Row n is [n, n, …]: four pixels each. */
const counting = (rows: number) =>
  table(
    Uint8Array.from({ length: rows * 4 }, (_, i) => i >> 2),
    [rows, 2, 2],
  );

/** Σ y over the pixels of an example. */
const sumOfPixels = ({ y }: Batch) => tf.sum(y, [1, 2]) as tf.Tensor1D;

describe.each(['cpu', 'wasm'])('meanCost on %s', (backend) => {
  let engine: Engine;
  beforeAll(async () => {
    await tf.setBackend(backend);
    await tf.ready();
    engine = eager({ backend });
  });

  const evaluate = (rows: number, batchSize?: number) =>
    meanCost({ engine, cost: sumOfPixels, variables: {}, table: counting(rows), batchSize });

  it('is (rows − 1)/2 a pixel on rows that count 0, 1, 2, …', async () => {
    expect(await evaluate(10)).toEqual({ perExample: 18, perPixel: 4.5, examples: 10 });
    expect(await evaluate(1)).toEqual({ perExample: 0, perPixel: 0, examples: 1 });
  });

  it.each([1, 3, 7, 9, 10, 11, 1000])('counts every row once and equally in batches of %i', async (batchSize) => {
    expect(await evaluate(10, batchSize)).toEqual({ perExample: 18, perPixel: 4.5, examples: 10 });
  });

  it('weighs the last row as any other, though it is alone in its batch', async () => {
    const lastOnly = table(new Float32Array([0, 0, 0, 0, 100]), [5, 1]);
    const cost = ({ y }: Batch) => tf.sum(y, 1) as tf.Tensor1D;
    const { perExample } = await meanCost({ engine, cost, variables: {}, table: lastOnly, batchSize: 4 });
    expect(perExample).toBe(20);
  });

  it('scales bytes as the table says', async () => {
    const bytes = table(new Uint8Array([0, 51, 102, 255]), [2, 2], 1 / 255);
    const cost = ({ y }: Batch) => tf.sum(y, 1) as tf.Tensor1D;
    const { perExample, perPixel } = await meanCost({ engine, cost, variables: {}, table: bytes });
    expect(perExample).toBeCloseTo((0.2 + 1.4) / 2, 6);
    expect(perPixel).toBeCloseTo((0.2 + 1.4) / 4, 6);
  });

  it('reads the variables and changes none', async () => {
    const scale = tf.variable(tf.scalar(3));
    const cost = (batch: Batch) => tf.mul(sumOfPixels(batch), scale) as tf.Tensor1D;
    const { perExample } = await meanCost({ engine, cost, variables: { scale }, table: counting(10), batchSize: 4 });
    expect(perExample).toBe(54);
    expect(scale.dataSync()[0]).toBe(3);
    scale.dispose();
  });

  it('sums in float64: 2²⁴ and a thousand ones lose nothing', async () => {
    const values = new Float32Array(1001).fill(1);
    values[0] = 2 ** 24;
    const cost = ({ y }: Batch) => y as tf.Tensor1D;
    const { perExample } = await meanCost({ engine, cost, variables: {}, table: table(values, [1001]), batchSize: 64 });
    expect(perExample * 1001).toBeCloseTo(2 ** 24 + 1000, 6);
  });

  it('draws other numbers in each batch, and the same ones in each evaluation of a seed', async () => {
    const noise = (seed: number, batchSize = 2) =>
      meanCost({
        engine,
        cost: ({ y }, random) => random.normal([y.shape[0] as number]) as tf.Tensor1D,
        variables: {},
        table: counting(4),
        batchSize,
        seed,
      });
    const [first, again, other] = [await noise(1), await noise(1), await noise(2)];
    expect(first).toEqual(again);
    expect(other.perExample).not.toBe(first.perExample);
    expect((await noise(1, 4)).perExample).not.toBe(first.perExample);
  });

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    await evaluate(10, 3);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('meanCost', () => {
  const withTable = (rows: number, changed: object = {}) =>
    meanCost({
      engine: eager({ backend: 'cpu' }),
      cost: sumOfPixels,
      variables: {},
      table: counting(rows),
      ...changed,
    });

  it.each([0, -1, 2.5, Number.NaN])('refuses a batchSize of %d', async (batchSize) => {
    await expect(withTable(3, { batchSize })).rejects.toThrow(
      `meanCost: expected batchSize to be a positive integer, received ${batchSize}. Leave it out for 500.`,
    );
  });

  it('refuses an empty split', async () => {
    await expect(withTable(0)).rejects.toThrow(
      'meanCost: expected a table with at least one number, received shape [0,2,2]. Check how the split was made.',
    );
  });

  it('refuses a cost that is already a mean, or still has pixels', async () => {
    await expect(withTable(5, { cost: ({ y }: Batch) => tf.mean(y) })).rejects.toThrow(
      'meanCost: expected a cost of shape [5], one number per example, received shape []. ' +
        'Sum over the pixels of an example and leave the batch alone.',
    );
    await expect(withTable(5, { cost: ({ y }: Batch) => tf.sum(y, 1) })).rejects.toThrow('received shape [5,2].');
  });

  it('names the first row whose cost is not finite', async () => {
    const cost = ({ y }: Batch) => tf.log(tf.sub(7, tf.max(y, [1, 2])));
    await expect(withTable(9, { cost, batchSize: 4 })).rejects.toThrow(
      'meanCost: expected finite costs, received -Infinity for row 7. Look at that row and at the variables.',
    );
  });

  it('frees its program, also when a cost is refused', async () => {
    let disposed = 0;
    const values = new Float32Array([1, Number.NaN]);
    const engine: Engine = {
      name: 'recorded',
      program: async () => ({
        run: async () => ({ cost: { values, shape: [2] } }),
        read: async () => {},
        dispose: () => {
          disposed++;
        },
      }),
    };
    await expect(withTable(2, { engine })).rejects.toThrow('received NaN for row 1.');
    values[1] = 3;
    expect((await withTable(2, { engine })).perExample).toBe(2);
    expect(disposed).toBe(2);
  });
});
