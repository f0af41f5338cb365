import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import { counterRandom } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  columnDraws,
  columnMeans,
  denseAutoencoder,
  gaussian,
  loadAutoencoder,
  mixed,
  mixedError,
  saveAutoencoder,
} from '../index.ts';
import { likelihoodOf } from '../likelihoods/likelihoodOf.ts';

beforeAll(() => tf.setBackend('cpu'));

const columns = [
  { kind: 'numbers', size: 2 },
  { kind: 'categories', size: 3 },
  { kind: 'booleans', size: 1 },
  { kind: 'numbers', size: 1 },
] as const;
const numbers = (tensor: tf.Tensor) => [...tensor.dataSync()];
const y = () =>
  tf.tensor2d([
    [0.5, -1, 0, 1, 0, 1, 2],
    [0, 0, 1, 0, 0, 0, -1],
  ]);
/** Numbers and logits. */
const output = () =>
  tf.tensor2d([
    [1, 1, 0.2, -0.4, 1.5, 0.7, 0],
    [0.1, 0, 2, 0, -2, -1.3, 3],
  ]);
const near = (found: readonly number[], wanted: readonly number[], digits = 4) => {
  expect(found.length).toBe(wanted.length);
  for (const [i, value] of found.entries()) expect(value).toBeCloseTo(wanted[i] as number, digits);
};

/** In float64, by the definition. */
function closed(rows: number[][], outputs: number[][], half: number): number[] {
  return rows.map((row, r) => {
    const o = outputs[r] as number[];
    const squares = [0, 1, 6].reduce((sum, i) => sum + ((row[i] as number) - (o[i] as number)) ** 2, 0);
    const logits = o.slice(2, 5);
    const logSum = Math.log(logits.reduce((sum, l) => sum + Math.exp(l), 0));
    const category = logSum - (logits[row.slice(2, 5).indexOf(1)] as number);
    const chance = 1 / (1 + Math.exp(-(o[5] as number)));
    return half * squares + category - Math.log(row[5] === 1 ? chance : 1 - chance);
  });
}
const rowsOf = (tensor: tf.Tensor) => tensor.arraySync() as number[][];

describe('columns of several kinds', () => {
  it('cost Σ (y − ỹ)² − Σ log p: numbers squared, a category and a boolean by their probability', () => {
    const cost = mixedError(columns)(y(), columnMeans(columns, output()));
    near(numbers(cost), closed(rowsOf(y()), rowsOf(output()), 1));
  });

  it('have the slope of finite differences through their means', () => {
    const cost = (l: tf.Tensor) => tf.sum(mixedError(columns)(y(), columnMeans(columns, l)));
    const slope = numbers(tf.grad(cost)(output()));
    const at = numbers(output());
    const total = (values: number[]) =>
      closed(rowsOf(y()), rowsOf(tf.tensor2d(values, [2, 7])), 1).reduce((sum, value) => sum + value, 0);
    near(
      slope,
      at.map((value, i) => (total(at.with(i, value + 1e-3)) - total(at.with(i, value - 1e-3))) / 2e-3),
      2,
    );
  });

  it('keep cost and slope finite where a softmax is as sure as float32 can be', () => {
    const group = [{ kind: 'categories', size: 2 }] as const;
    const cost = (l: tf.Tensor) => tf.sum(mixedError(group)(tf.tensor2d([[0, 1]]), columnMeans(group, l)));
    const far = tf.tensor2d([[80, 0]]);
    near([...numbers(cost(far)), ...numbers(tf.grad(cost)(far))], [80, 1, -1], 3);
    expect(numbers(cost(tf.tensor2d([[1e4, 0]])))[0]).toBeCloseTo(87.5, 1);
  });

  it('are a likelihood: the same with ½ squares and their constant, in nats', () => {
    const constant = 1.5 * Math.log(2 * Math.PI);
    near(
      numbers(mixed({ columns }).cost(y(), output())),
      closed(rowsOf(y()), rowsOf(output()), 0.5).map((nats) => nats + constant),
    );
    near(numbers(mixed({ columns }).mean(output())), numbers(columnMeans(columns, output())), 6);
  });

  it('with learned variances of the numbers alone', () => {
    const learned = mixed({ columns, numbers: gaussian({ standardDeviation: 'learned' }) });
    const fixed = mixed({ columns, numbers: gaussian({ standardDeviation: 0.5 }) });
    const both = tf.concat([output(), tf.fill([2, 7], 2 * Math.log(0.5))], 1);
    near(numbers(learned.cost(y(), both)), numbers(fixed.cost(y(), output())));
    near(numbers(learned.mean(both)), numbers(fixed.mean(output())));
  });

  it('are drawn as often as they are likely, one category a row, the same for the same random', () => {
    const rows = 3000;
    const one = tf.tile(tf.slice(output(), [0, 0], [1, 7]), [rows, 1]);
    const draw = (step: number) => mixed({ columns }).sample(one, counterRandom({ seed: 3, step }));
    const drawn = draw(1);
    const means = numbers(tf.mean(drawn, 0));
    const wanted = numbers(columnMeans(columns, output())).slice(0, 7);
    for (const [j, tolerance] of [0.08, 0.08, 0.04, 0.04, 0.04, 0.04, 0.08].entries())
      expect(Math.abs((means[j] as number) - (wanted[j] as number))).toBeLessThan(tolerance);
    const groups = rowsOf(tf.slice(drawn, [0, 2], [rows, 4]));
    expect(groups.every(([a = 2, b = 2, c = 2, truth]) => a + b + c === 1 && (truth === 0 || truth === 1))).toBe(true);
    expect(numbers(draw(1))).toEqual(numbers(drawn));
    const again = columnDraws(columns, columnMeans(columns, one), counterRandom({ seed: 3, step: 1 }));
    for (const [j, value] of numbers(tf.mean(again, 0)).entries())
      expect(Math.abs(value - (wanted[j] as number))).toBeLessThan(0.04);
  });

  it('come back from a file, as a likelihood and as an autoencoder', async () => {
    const likelihood = mixed({ columns, numbers: gaussian({ standardDeviation: 0.3 }) });
    const back = likelihoodOf(JSON.parse(JSON.stringify(likelihood.settings)));
    expect(numbers(back.cost(y(), output()))).toEqual(numbers(likelihood.cost(y(), output())));
    const model = denseAutoencoder({ imageShape: [7], hidden: [], latentSize: 2, columns, seed: 1 });
    const copy = await loadAutoencoder(await saveAutoencoder(model));
    expect(numbers(copy.reconstruct(y()))).toEqual(numbers(model.reconstruct(y())));
    const [row] = rowsOf(model.reconstruct(y()));
    expect((row as number[]).slice(2, 5).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
    for (const one of [model, copy]) one.dispose();
  });

  it.each<[string, () => unknown]>([
    [
      'mixedError, columns: expected groups of numbers, booleans, categories, each with a size of at least 1 (2 of categories), received {"kind":"categories","size":1}. Name the columns of a row.',
      () => mixedError([{ kind: 'categories', size: 1 }]),
    ],
    [
      'mixed, y: expected rows of the columns, [batch,7], received [1,3]. Give columns whose sizes add up to the row size.',
      () => mixed({ columns }).cost(tf.zeros([1, 3]), tf.zeros([1, 7])),
    ],
    [
      'autoencoder: expected a decoder that gives the columns, [batch,7], received one that gives [batch,6].',
      () => denseAutoencoder({ imageShape: [6], hidden: [], columns }),
    ],
    [
      'model.json: expected groups of numbers, booleans, categories at settings.likelihood.columns, received [{"kind":"numbers"}].',
      () => likelihoodOf({ name: 'mixed', columns: [{ kind: 'numbers' }], numbers: { name: 'gaussian' } }),
    ],
  ])('refused: %s', (message, make) => expect(make).toThrow(message));
});
