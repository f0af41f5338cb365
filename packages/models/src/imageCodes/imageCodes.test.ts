import '@tensorflow/tfjs-backend-cpu';
import { adam, counterRandom, eager, streams, table, train } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { laws } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  codeUsage,
  convolutionalDiscreteVariationalAutoencoder,
  convolutionalVectorQuantizedAutoencoder,
  type DiscreteVariationalAutoencoder,
  type GridVectorQuantizedAutoencoder,
  gaussian,
  gridVectorQuantizedAutoencoder,
  gumbelSoftmax,
  hardAndSoft,
  kMeansStart,
  loadImageCodes,
  runningMeans,
  saveImageCodes,
  softKMeansStart,
  uniformDivergence,
} from '../index.ts';
import { gumbel } from './gumbel.ts';
import { kMeans } from './kMeans.ts';

const imageShape = [4, 8, 2];
const y = table(fillUniform(new Float32Array(5 * 64), { seed: 7, stream: streams.callers, step: 0 }), [
  5,
  ...imageShape,
]);
const images = () => tf.tensor(y.values as Float32Array, [...y.shape]);
// Of fewer filters all may be 0 in a cell, which puts the biases after them at the kink of ReLU.
const tiny = { imageShape, filters: [6], codebookSize: 4 };
const discrete = (seed = 1) => convolutionalDiscreteVariationalAutoencoder({ ...tiny, seed });
const quantized = (seed = 1) => convolutionalVectorQuantizedAutoencoder({ ...tiny, dimension: 2, seed });
const numbers = (x: tf.Tensor) => [...x.dataSync()];

beforeAll(() => tf.setBackend('cpu'));

laws('discrete variational autoencoder', {
  backend: 'cpu',
  make: discrete,
  ...gumbelSoftmax({ annealingSteps: 1e6, beta: 0.5 }),
  y,
  save: saveImageCodes,
  load: async (files) => (await loadImageCodes(files)) as DiscreteVariationalAutoencoder,
});

laws('vector-quantised autoencoder of a grid', {
  backend: 'cpu',
  make: quantized,
  // The rule moves the codebook, which finite differences of the loss must not see.
  ...runningMeans({ decay: 1 - 1e-6 }),
  y,
  save: saveImageCodes,
  load: async (files) => (await loadImageCodes(files)) as GridVectorQuantizedAutoencoder,
  estimated: { variables: /^encoder/, reason: 'gradients pass straight through the choice of an entry' },
});

describe.each([
  ['discreteVariationalAutoencoder', discrete],
  ['gridVectorQuantizedAutoencoder', quantized],
] as const)('%s', (_, make) => {
  it('turns images into a grid of indices and these into the images of its reconstruction', () => {
    const model = make();
    expect([model.grid, model.size, model.exampleShape]).toEqual([[2, 4], 4, imageShape]);
    const indices = model.indices(images());
    expect([indices.shape, indices.dtype]).toEqual([[5, 2, 4], 'int32']);
    const reconstructed = numbers(model.reconstruct(images()));
    expect(numbers(model.imageOf(indices))).toEqual(reconstructed);
    expect(numbers(model.imageOf(tf.cast(indices, 'float32')))).toEqual(reconstructed);
    expect(model.softCodes(images()).shape).toEqual([5, ...model.latentShape]);
    const { hard, soft } = hardAndSoft(model, images());
    expect([hard.shape, soft.shape]).toEqual([[5], [5]]);
    const likelihood = model.likelihood.cost(images(), model.output(model.encode(images())));
    expect(numbers(hard)).toEqual(numbers(likelihood));
    model.dispose();
  });
});

describe('separate channels', () => {
  const apart = { ...tiny, separateChannels: true, likelihood: gaussian({ standardDeviation: 'learned' }), seed: 1 };
  const swapped = (x: tf.Tensor) => tf.reverse(x, -1);

  it.each([
    ['discrete', () => convolutionalDiscreteVariationalAutoencoder(apart)],
    ['quantised', () => convolutionalVectorQuantizedAutoencoder({ ...apart, dimension: 2 })],
  ])(
    '%s: each has indices of its own, by the same maps: channels that are swapped swap theirs in each cell',
    async (_, make) => {
      const model = make();
      expect([model.grid, model.planes, model.exampleShape]).toEqual([[2, 8], 2, imageShape]);
      const [before, after] = [images(), swapped(images())].map((y) => tf.reshape(model.indices(y), [5, 2, 4, 2]));
      expect(numbers(after as tf.Tensor)).toEqual(numbers(swapped(before as tf.Tensor)));
      expect(numbers(before as tf.Tensor)).not.toEqual(numbers(after as tf.Tensor));
      // Mean and variance of each channel too
      expect(numbers(swapped(model.reconstruct(images())))).toEqual(numbers(model.reconstruct(swapped(images()))));
      const costs = [images(), swapped(images())].map((y) => numbers(hardAndSoft(model, y).hard));
      expect(costs[1]).toEqual(costs[0]);
      const copy = await loadImageCodes(await saveImageCodes(model));
      expect([copy.planes, numbers(copy.reconstruct(images()))]).toEqual([2, numbers(model.reconstruct(images()))]);
      copy.dispose();
      model.dispose();
    },
  );
});

it('the index of a cell depends on its own pixels alone', () => {
  const model = convolutionalVectorQuantizedAutoencoder({ imageShape, filters: [16], codebookSize: 16, dimension: 4 });
  const before = model.softCodes(images()).arraySync() as number[][][][];
  // Cell (1, 2) holds the pixels of rows 2 and 3, columns 4 and 5
  const bump = tf.pad(tf.ones([5, 2, 2, 2]), [
    [0, 0],
    [2, 0],
    [4, 2],
    [0, 0],
  ]);
  const after = model.softCodes(tf.add(images(), bump)).arraySync() as number[][][][];
  for (const [i, rows] of before.entries()) {
    for (const [row, cells] of rows.entries()) {
      for (const [column, code] of cells.entries()) {
        const own = after[i]?.[row]?.[column];
        if (row === 1 && column === 2) expect(own).not.toEqual(code);
        else expect(own).toEqual(code);
      }
    }
  }
  model.dispose();
});

describe('gumbelSoftmax', () => {
  it('has a divergence of 0 for uniform logits and of log size for one sure entry, summed over the cells', () => {
    const sure = tf.mul(tf.oneHot(tf.tensor2d([[0, 3]], [1, 2], 'int32'), 4), 60);
    expect(numbers(uniformDivergence(tf.zeros([2, 3, 4])))).toEqual([0, 0]);
    expect(numbers(uniformDivergence(sure))[0]).toBeCloseTo(2 * Math.log(4), 5);
  });

  it('draws each entry as often as softmax says, argmaxₖ (lₖ + gₖ)', () => {
    const [p, n] = [[0.5, 0.3, 0.2], 4000];
    const noisy = tf.add(tf.log(tf.tensor1d(p)), gumbel(counterRandom({ seed: 1, step: 0 }), [n, 3]));
    const counts = codeUsage(tf.argMax(noisy, -1).dataSync(), 3).counts;
    // Four standard errors
    counts.forEach((count, k) => {
      expect(Math.abs(count / n - (p[k] as number))).toBeLessThan(4 * Math.sqrt(0.25 / n));
    });
  });

  it('is finite where the uniform number is 0', () => {
    const zero = {
      ...counterRandom({ seed: 1, step: 0 }),
      uniform: (shape: readonly number[]) => tf.zeros([...shape]),
    };
    expect(numbers(gumbel(zero, [1]))[0]).toBeCloseTo(-Math.log(25 * Math.LN2), 5);
  });

  it('lowers the temperature along its cosine, a run that goes on after a stop as one that did not', async () => {
    const rule = gumbelSoftmax({ annealingSteps: 4 });
    const run = async (stop?: number) => {
      const model = discrete();
      const options = { model, ...rule, data: { y }, optimizer: adam(), engine: eager(), batchSize: 5, seed: 3 };
      let from: Parameters<typeof train>[0]['from'];
      if (stop) for await (const event of train({ ...options, epochs: stop })) from = await event.state();
      for await (const _ of train({ ...options, epochs: 6, ...(from && { from }) }));
      const weights = Object.values(model.variables).map(numbers);
      const updates = numbers(model.updates);
      model.dispose();
      return { weights, updates };
    };
    const whole = await run();
    expect(whole.updates).toEqual([6]);
    expect(await run(3)).toEqual(whole);
  });

  it('teaches the decoder alone at first: the encoder has a gradient of 0 until then', () => {
    const model = discrete();
    const { learn } = gumbelSoftmax({ annealingSteps: 4, decoderFirst: 1 });
    const largest = (part: string) =>
      tf.tidy(() => {
        const weights = { reconstruction: 1, divergence: 1 };
        const { gradients } = learn(model)({ y: images() }, counterRandom({ seed: 2, step: 0 }), weights);
        const own = Object.entries(gradients).filter(([name]) => name.startsWith(part));
        return Math.max(...own.flatMap(([, gradient]) => numbers(tf.abs(gradient))));
      });
    expect(largest('encoder')).toBe(0);
    expect(numbers(model.updates)).toEqual([1]);
    expect(largest('encoder')).toBeGreaterThan(0);
    expect(largest('decoder')).toBeGreaterThan(0);
  });

  it('decodes one-hot codes where they are hard: the cost at any temperature is that of the entries drawn', () => {
    const model = discrete();
    const cost = (to: number, hard: boolean) => {
      const { objective } = gumbelSoftmax({ annealingSteps: 1, temperature: { from: to, to }, hard });
      return numbers(objective.terms(model, { y: images() }, counterRandom({ seed: 2, step: 0 })).reconstruction);
    };
    expect(cost(1, true)).toEqual(cost(10, true));
    const cold = cost(1e-4, false);
    cost(1, true).forEach((value, i) => {
      expect(cold[i]).toBeCloseTo(value, 3);
    });
    expect(cost(1, false)[0]).not.toBeCloseTo(cold[0] as number, 3);
  });
});

describe('runningMeans', () => {
  const step = (model: GridVectorQuantizedAutoencoder, options: Parameters<typeof runningMeans>[0]) => {
    const { learn } = runningMeans(options);
    const random = counterRandom({ seed: 5, step: 0 });
    return tf.tidy(() => ({ ...learn(model)({ y: images() }, random, { reconstruction: 1, commitment: 0.25 }) }));
  };

  it('puts each entry at the mean of its vectors where nothing is kept', () => {
    const model = quantized();
    const z = tf.reshape(model.softCodes(images()), [-1, 2]).arraySync() as number[][];
    const owners = numbers(model.indices(images()));
    const before = model.codebook.arraySync() as number[][];
    step(model, { decay: 0, dead: 0 });
    const after = model.codebook.arraySync() as number[][];
    for (const j of new Set(owners)) {
      const mine = z.filter((_, i) => owners[i] === j);
      const mean = [0, 1].map((axis) => mine.reduce((sum, v) => sum + (v[axis] as number), 0) / mine.length);
      mean.forEach((value, axis) => {
        expect(after[j]?.[axis]).toBeCloseTo(value, 5);
      });
      expect(numbers(model.counts)[j]).toBe(mine.length);
    }
    expect(before).not.toEqual(after);
  });

  it('keeps an entry that nothing is near where it is, and restarts it at a vector of the batch once it is dead', () => {
    const model = quantized();
    const far = tf.tensor2d([
      [100, 100],
      [0, 0],
      [0.1, 0],
      [0, 0.1],
    ]);
    model.codebook.assign(far);
    model.sums.assign(tf.clone(far));
    step(model, { decay: 0.5, dead: 0.01 });
    expect((model.codebook.arraySync() as number[][])[0]).toEqual([100, 100]);
    model.counts.assign(tf.tensor1d([1e-3, 1, 1, 1]));
    const z = tf.reshape(model.softCodes(images()), [-1, 2]).arraySync() as number[][];
    step(model, { decay: 0.5, dead: 0.01 });
    const [first] = model.codebook.arraySync() as [number[]];
    const apart = Math.min(
      ...z.map(([a = 0, b = 0]) => Math.hypot(a - (first[0] as number), b - (first[1] as number))),
    );
    expect(apart).toBeLessThan(1e-6);
    // 5 images of 8 cells, 4 entries
    expect(numbers(model.counts)[0]).toBe(10);
  });
});

it('restarts entries where vectors are far from theirs: one that lies apart among a thousand alike is found', () => {
  // The identity on 25 × 40 cells of a pixel each
  const pixel = () => layers.dense({ units: 1, useBias: false, kernelInitializer: 'ones', inputShape: [25, 40, 1] });
  const [encoder, decoder] = [sequential({ layers: [pixel()] }), sequential({ layers: [pixel()] })];
  const model = gridVectorQuantizedAutoencoder({ encoder, decoder, codebookSize: 2 });
  model.codebook.assign(tf.tensor2d([[0], [-50]]));
  model.sums.assign(tf.tensor2d([[0], [-50]]));
  model.counts.assign(tf.tensor1d([1000, 1e-6]));
  const y = tf.reshape(tf.concat([tf.zeros([999]), tf.tensor1d([7])]), [1, 25, 40, 1]);
  const random = counterRandom({ seed: 1, step: 0 });
  runningMeans({ decay: 0.5, dead: 0.1 }).learn(model)({ y }, random, { reconstruction: 1, commitment: 0.25 });
  expect(numbers(model.codebook)[1]).toBe(7);
  model.dispose();
});

describe('k-means', () => {
  it('finds clusters that lie apart, and their sizes', () => {
    const centres = [
      [0, 0],
      [10, 0],
      [0, 10],
    ];
    const u = fillUniform(new Float32Array(180), { seed: 1, stream: streams.callers, step: 0 });
    const vectors = u.map((value, i) => value - 0.5 + (centres[(i >> 1) % 3]?.[i % 2] as number));
    const found = kMeans(vectors, {
      d: 2,
      size: 3,
      iterations: 5,
      draw: { seed: 1, stream: streams.callers, step: 1 },
    });
    expect([...found.counts]).toEqual([30, 30, 30]);
    const rounded = [0, 1, 2].map((j) => [...found.centres.subarray(2 * j, 2 * j + 2)].map((x) => Math.round(x) + 0));
    expect(rounded.sort()).toEqual([
      [0, 0],
      [0, 10],
      [10, 0],
    ]);
  });

  it('starts a codebook of which every entry is used', async () => {
    const model = quantized();
    const used = () => codeUsage(model.indices(images()).dataSync(), model.size);
    expect(used().dead.length).toBeGreaterThan(0);
    await kMeansStart(model, { y, engine: eager() });
    expect(used().dead).toEqual([]);
    const few = table(new Float32Array(64), [1, ...imageShape]);
    const large = convolutionalVectorQuantizedAutoencoder({ imageShape, filters: [3], codebookSize: 9 });
    await expect(kMeansStart(large, { y: few, engine: eager() })).rejects.toThrow(
      'kMeansStart: expected at least as many vectors as entries, 9, received 8 of 1 image. Give more images.',
    );
  });
});

it('softKMeansStart: the logits of −s‖h − c‖², of which each entry is the likeliest somewhere', async () => {
  const model = discrete();
  const used = () => codeUsage(model.indices(images()).dataSync(), model.size);
  await softKMeansStart(model, { y, engine: eager() });
  expect(used().dead).toEqual([]);
  // −s‖h − c‖² is largest for h = c: logits there are s‖c‖², of which the bias has the opposite
  const last = model.encoder.layers.at(-1);
  const [kernel, bias] = (last?.getWeights() ?? []).map((weights) => weights.dataSync()) as [
    Float32Array,
    Float32Array,
  ];
  const d = kernel.length / model.size;
  const squares = Array.from({ length: model.size }, (_, j) =>
    Array.from({ length: d }, (_, i) => (kernel[i * model.size + j] as number) ** 2).reduce((a, b) => a + b),
  );
  const s = squares.map((square, j) => square / (-4 * (bias[j] as number)));
  for (const one of s) expect(one / (s[0] as number)).toBeCloseTo(1, 4);
  const few = table(new Float32Array(64), [1, ...imageShape]);
  const large = convolutionalDiscreteVariationalAutoencoder({ imageShape, filters: [3], codebookSize: 9 });
  await expect(softKMeansStart(large, { y: few, engine: eager() })).rejects.toThrow(
    'softKMeansStart: expected at least as many cells as entries, 9, received 8 of 1 image. Give more images.',
  );
});

it('codeUsage: the perplexity of even use is the number of entries used', () => {
  expect(codeUsage([0, 1, 2, 3, 0, 1, 2, 3], 6)).toEqual({ counts: [2, 2, 2, 2, 0, 0], perplexity: 4, dead: [4, 5] });
  expect(codeUsage([5, 5], 6).perplexity).toBe(1);
});

describe('refusals', () => {
  it('of images that cannot be halved so often, of other sizes and of networks that do not fit', () => {
    expect(() => convolutionalDiscreteVariationalAutoencoder({ imageShape: [6, 8, 1], filters: [2, 2] })).toThrow(
      'convolutionalDiscreteVariationalAutoencoder, imageShape: expected [height, width, channels] whose sides are multiples of 4, received [6,8,1].',
    );
    expect(() => gumbelSoftmax({ annealingSteps: 0 })).toThrow('gumbelSoftmax, annealingSteps');
    expect(() => runningMeans({ decay: 1 })).toThrow('runningMeans, decay: expected a number in [0, 1), received 1.');
  });

  it('of files of image codes with another name or size', async () => {
    const { 'model.json': json, ...rest } = await saveImageCodes(quantized());
    const changed = (from: string, to: string) =>
      loadImageCodes({
        ...rest,
        'model.json': new TextEncoder().encode(new TextDecoder().decode(json).replace(from, to)),
      });
    const before = tf.memory().numTensors;
    await expect(changed('"vector-quantized"', '"other"')).rejects.toThrow(
      'model.json, the name of the image codes: expected a name among discrete-variational, vector-quantized, received "other".',
    );
    await expect(changed('"codebookSize": 4', '"codebookSize": 1e9')).rejects.toThrow('settings.codebookSize');
    expect(tf.memory().numTensors).toBe(before);
  });
});
