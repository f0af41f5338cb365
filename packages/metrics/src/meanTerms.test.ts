import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { type Batch, type Engine, eager, table } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { meanTerms, meanTermsProgram } from './meanTerms.ts';

/** Row n is [n, n, …]: four pixels each. */
const counting = (rows: number) =>
  table(
    Uint8Array.from({ length: rows * 4 }, (_, i) => i >> 2),
    [rows, 2, 2],
  );

/** Σ y over the pixels of an example. */
const sumOfPixels = ({ y }: Batch) => ({ cost: tf.sum(y, [1, 2]) as tf.Tensor1D });

describe.each(['cpu', 'wasm'])('meanTerms on %s', (backend) => {
  let engine: Engine;
  beforeAll(async () => {
    await tf.setBackend(backend);
    await tf.ready();
    engine = eager({ backend });
  });

  const evaluate = (rows: number, batchSize?: number) =>
    meanTerms({ engine, terms: sumOfPixels, variables: {}, data: { y: counting(rows) }, batchSize });

  it('is (rows − 1)/2 a pixel on rows that count 0, 1, 2, …', async () => {
    expect(await evaluate(10)).toEqual({ terms: { cost: 18 }, perExample: 18, perPixel: 4.5, examples: 10 });
    expect(await evaluate(1)).toEqual({ terms: { cost: 0 }, perExample: 0, perPixel: 0, examples: 1 });
  });

  it.each([1, 3, 7, 9, 10, 11, 1000])('counts every row once and equally in batches of %i', async (batchSize) => {
    expect(await evaluate(10, batchSize)).toEqual({ terms: { cost: 18 }, perExample: 18, perPixel: 4.5, examples: 10 });
  });

  it('weighs the last row as any other, though it is alone in its batch', async () => {
    const lastOnly = table(new Float32Array([0, 0, 0, 0, 100]), [5, 1]);
    const terms = ({ y }: Batch) => ({ cost: tf.sum(y, 1) as tf.Tensor1D });
    const { perExample } = await meanTerms({ engine, terms, variables: {}, data: { y: lastOnly }, batchSize: 4 });
    expect(perExample).toBe(20);
  });

  it('scales bytes as the table says', async () => {
    const bytes = table(new Uint8Array([0, 51, 102, 255]), [2, 2], 1 / 255);
    const terms = ({ y }: Batch) => ({ cost: tf.sum(y, 1) as tf.Tensor1D });
    const { perExample, perPixel } = await meanTerms({ engine, terms, variables: {}, data: { y: bytes } });
    expect(perExample).toBeCloseTo((0.2 + 1.4) / 2, 6);
    expect(perPixel).toBeCloseTo((0.2 + 1.4) / 4, 6);
  });

  it('reads the variables and changes none', async () => {
    const scale = tf.variable(tf.scalar(3));
    const terms = (batch: Batch) => {
      const { cost } = sumOfPixels(batch);
      return { scaled: tf.mul(cost, scale) as tf.Tensor1D, cost };
    };
    const options = { engine, variables: { scale }, data: { y: counting(10) }, batchSize: 4 };
    const reached = await meanTerms({ ...options, terms });
    expect(reached).toEqual({ terms: { scaled: 54, cost: 18 }, perExample: 72, perPixel: 18, examples: 10 });
    expect(scale.dataSync()[0]).toBe(3);
    scale.dispose();
  });

  it('sums in float64: 2²⁴ and a thousand ones lose nothing', async () => {
    const values = new Float32Array(1001).fill(1);
    values[0] = 2 ** 24;
    const terms = ({ y }: Batch) => ({ cost: y as tf.Tensor1D });
    const data = { y: table(values, [1001]) };
    const { perExample } = await meanTerms({ engine, terms, variables: {}, data, batchSize: 64 });
    expect(perExample * 1001).toBeCloseTo(2 ** 24 + 1000, 6);
  });

  it('draws other numbers in each batch, and the same ones in each evaluation of a seed', async () => {
    const noise = (seed: number, batchSize = 2) =>
      meanTerms({
        engine,
        terms: ({ y }, random) => ({ noise: random.normal([y.shape[0] as number]) as tf.Tensor1D }),
        variables: {},
        data: { y: counting(4) },
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

describe('meanTerms', () => {
  const withTable = (rows: number, changed: object = {}) =>
    meanTerms({
      engine: eager({ backend: 'cpu' }),
      terms: sumOfPixels,
      variables: {},
      data: { y: counting(rows) },
      ...changed,
    });

  it.each([0, -1, 2.5, Number.NaN])('refuses a batchSize of %d', async (batchSize) => {
    await expect(withTable(3, { batchSize })).rejects.toThrow(
      `meanTerms: expected batchSize to be a positive integer, received ${batchSize}. Leave it out for 500.`,
    );
  });

  it('refuses an empty split', async () => {
    await expect(withTable(0)).rejects.toThrow(
      'meanTerms: expected a table with at least one number, received shape [0,2,2]. Check how the split was made.',
    );
  });

  it('refuses a cost that is already a mean, or still has pixels', async () => {
    await expect(withTable(5, { terms: ({ y }: Batch) => ({ cost: tf.mean(y) }) })).rejects.toThrow(
      'meanTerms: expected cost of shape [5], one number per example, received shape []. ' +
        'Sum over the pixels of an example and leave the batch alone.',
    );
    await expect(withTable(5, { terms: ({ y }: Batch) => ({ cost: tf.sum(y, 1) }) })).rejects.toThrow(
      'received shape [5,2].',
    );
  });

  it('names the first row whose cost is not finite', async () => {
    const terms = ({ y }: Batch) => ({ cost: tf.log(tf.sub(7, tf.max(y, [1, 2]))) });
    await expect(withTable(9, { terms, batchSize: 4 })).rejects.toThrow(
      'meanTerms: expected a finite cost, received -Infinity for row 7. Look at that row and at the variables.',
    );
  });

  it('feeds whatever tables the terms read, row by row with y', async () => {
    const offset = table(Float32Array.of(1, 2, 3), [3]);
    const terms = ({ y, x }: Batch) => ({ cost: tf.add(tf.sum(y, [1, 2]), x as tf.Tensor) as tf.Tensor1D });
    const options = { engine: eager({ backend: 'cpu' }), variables: {}, data: { y: counting(3), x: offset } };
    expect((await meanTerms({ ...options, terms, batchSize: 2 })).perExample).toBe((0 + 4 + 8 + 1 + 2 + 3) / 3);
  });

  it('builds its program once for several splits, and sees what was learned between them', async () => {
    const engine = eager({ backend: 'cpu' });
    let built = 0;
    const counted: Engine = {
      ...engine,
      program: (...given) => {
        built++;
        return engine.program(...given);
      },
    };
    const scale = tf.variable(tf.scalar(1));
    const terms = ({ y }: Batch) => ({ cost: tf.mul(tf.sum(y, [1, 2]), scale) as tf.Tensor1D });
    const program = await meanTermsProgram({ engine: counted, terms, variables: { scale } });
    expect((await program.over({ y: counting(10) })).perExample).toBe(18);
    scale.assign(tf.scalar(2));
    expect((await program.over({ y: counting(10) }, { batchSize: 3 })).perExample).toBe(36);
    expect((await program.over({ y: counting(5) })).perExample).toBe(16);
    expect(built).toBe(1);
    program.dispose();
    scale.dispose();
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
