import '@tensorflow/tfjs-backend-cpu';
import { type Engine, eager, type Model, mapTable, type Objective, table, train } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { compiled } from './node.ts';

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('cpu');
});

const { dense, flatten } = layers;

/** E(y) = ‖f(y)‖² of a network that ends in two numbers. */
function shrinking(shape: number[], middle: () => layers.Layer[]) {
  const network: Sequential = sequential();
  network.add(layers.inputLayer({ inputShape: shape }));
  for (const layer of [...middle(), dense({ units: 2 })]) network.add(layer);
  const variables = Object.fromEntries(
    network.weights.map((weight, i) => [`w${i}`, (weight as unknown as { val: tf.Variable }).val]),
  );
  Object.values(variables).forEach((w, i) => {
    w.assign(tf.reshape(tf.mul(0.3, tf.sin(tf.range(i, i + w.size))), w.shape));
  });
  const model: Model = { variables, dispose: () => network.dispose() };
  const objective: Objective<Model, 'size'> = {
    weights: { size: 1 },
    terms: (_, { y }) => ({
      size: tf.sum(tf.square(network.apply(y, { training: true }) as tf.Tensor), 1) as tf.Tensor1D,
    }),
  };
  const rows = 8;
  const values = Float32Array.from({ length: rows * shape.reduce((a, b) => a * b) }, (_, i) => Math.cos(i));
  return { model, objective, data: { y: table(values, [rows, ...shape]) } };
}

async function totals(subject: ReturnType<typeof shrinking>, engine: Engine) {
  const [events, notices]: [number[], string[]] = [[], []];
  for await (const event of train({ ...subject, engine, epochs: 2, batchSize: 4 })) {
    if (event.kind === 'epoch') events.push(event.total);
    if (event.kind === 'notice') notices.push(event.text);
  }
  subject.model.dispose();
  return { totals: events, notices };
}

describe('what compiled(), asked for by name, cannot trace goes on by itself on an eager engine', () => {
  const volumes = () => shrinking([3, 3, 3, 1], () => [layers.conv3d({ filters: 2, kernelSize: 2 }), flatten()]);

  it('volumes, with the losses of the eager engine', async () => {
    const { totals: ours, notices } = await totals(volumes(), compiled());
    expect(notices.join()).toMatch(/not compiled, .* runs this step instead: .*Conv3D/);
    const eagerly = await totals(volumes(), eager({ backend: 'cpu' }));
    ours.forEach((total, i) => {
      expect(total).toBeCloseTo(eagerly.totals[i] as number, 4);
    });
  });

  it.each([
    ['Dropout', () => layers.dropout({ rate: 0.5 })],
    ['GaussianNoise', () => layers.gaussianNoise({ stddev: 0.1 })],
    ['GaussianDropout', () => layers.gaussianDropout({ rate: 0.5 })],
    ['AlphaDropout', () => layers.alphaDropout({ rate: 0.5 })],
  ])('%s, which draws by itself', async (name, make) => {
    const found = await totals(
      shrinking([4], () => [dense({ units: 3 }), make()]),
      compiled(),
    );
    expect(found.notices.join()).toContain(`in the layer ${name}: `);
    expect(found.totals).toHaveLength(2);
    for (const total of found.totals) expect(Number.isFinite(total)).toBe(true);
  });

  it('a map that reads a value', async () => {
    const y = table(Float32Array.of(1, 2, 3, 4), [2, 2]);
    const map = (y: tf.Tensor) => tf.mul(y, y.dataSync()[0] as number);
    expect([...(await mapTable({ engine: compiled(), map, state: [], table: y })).values]).toEqual([1, 2, 3, 4]);
  });
});

it('a convolution of sequences trains compiled, without a notice', async () => {
  const { notices, totals: found } = await totals(
    shrinking([6, 2], () => [layers.conv1d({ filters: 3, kernelSize: 3 }), flatten()]),
    compiled(),
  );
  expect(notices).toEqual([]);
  expect(found[1]).toBeLessThan(found[0] as number);
});
