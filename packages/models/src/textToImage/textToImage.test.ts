import '@tensorflow/tfjs-backend-cpu';
import { counterRandom, type Objective, streams, table, trainable } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { laws } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  convolutionalDiscreteVariationalAutoencoder,
  convolutionalVectorQuantizedAutoencoder,
  loadTextToImageModel,
  saveTextToImageModel,
  type TextToImageModel,
  textToImageModel,
  tokenEnergies,
  tokenLikelihood,
} from '../index.ts';

const imageShape = [4, 8, 1];
const tiny = { imageShape, filters: [3], codebookSize: 5 };
const words = ['blue', 'circle', 'red'];
/** Captions of at most 3 words before 2 × 4 cells of 5 entries. */
const make = (seed = 1) => {
  const codes = convolutionalDiscreteVariationalAutoencoder({ ...tiny, seed });
  const model = textToImageModel(codes, { words, textLength: 3, width: 8, heads: 2, depth: 2, seed });
  tf.tidy(() => {
    // Indices that depend on the image, and attention that is far from even
    const wide = (variable: tf.Variable) => variable.assign(tf.mul(tf.sin(tf.mul(variable, 1e3)), 2));
    for (const variable of Object.values(codes.variables).slice(0, 6)) wide(variable);
    for (const variable of Object.values(trainable(model)).filter(({ rank }) => rank === 2)) {
      variable.assign(tf.mul(variable, 10));
    }
  });
  return model;
};
const y = table(fillUniform(new Float32Array(5 * 32), { seed: 7, stream: streams.callers, step: 0 }), [
  5,
  ...imageShape,
]);
const text = table(Int32Array.of(1, 2, 0, 3, 2, 0, 3, 0, 0, 1, 3, 2, 0, 0, 0), [5, 3]);
const numbers = (x: tf.Tensor) => [...x.dataSync()];
const tensorOf = ({ values, shape }: typeof y) => tf.tensor(Float32Array.from(values), [...shape]);

beforeAll(() => tf.setBackend('cpu'));

/** E(t, k) as one term: −log p(t) is not of y, which the law of independence changes. */
const energy = (): Objective<TextToImageModel, 'energy'> => {
  const { terms } = tokenLikelihood({ captionDropout: 0.3, tokenNoise: 0.2 });
  return {
    weights: { energy: 1 },
    terms: (model, batch, random) => {
      const both = terms(model, batch, random);
      return { energy: tf.add(both.text, both.image) };
    },
  };
};

laws('text to image', {
  backend: 'cpu',
  make,
  objective: energy(),
  y,
  tables: { text },
  save: saveTextToImageModel,
  load: loadTextToImageModel,
});

describe('textToImageModel', () => {
  it('is causal: a changed word or index changes no logit of a token before it, nor its own, to the bit', () => {
    const model = make();
    const indices = model.codes.indices(tensorOf(y));
    const rows = ({ text, image }: { text: tf.Tensor; image: tf.Tensor }) => [
      ...(tf.unstack(text, 1).map(numbers) as number[][]),
      ...(tf.unstack(image, 1).map(numbers) as number[][]),
    ];
    const before = rows(model.logits(tensorOf(text), indices));
    expect(before).toHaveLength(3 + 8);
    for (let place = 0; place < 11; place++) {
      const word = tf.slice(tf.oneHot([Math.min(place, 3)], 4), [0, 0], [1, 3]);
      const cell = tf.slice(tf.oneHot([place < 3 ? 8 : place - 3], 9), [0, 0], [1, 8]);
      const other = tf.mod(tf.add(tensorOf(text), word), words.length + 1);
      const moved = tf.mod(tf.add(indices, tf.reshape(cell, [1, 2, 4])), 5);
      const after = rows(model.logits(other, moved));
      expect(after.slice(0, place + 1)).toEqual(before.slice(0, place + 1));
      if (place < 10) expect(after[place + 1]).not.toEqual(before[place + 1]);
    }
    model.dispose();
  });

  it('is a distribution: p(t) sums to 1 over all captions, p(k|t) over all images', () => {
    const codes = convolutionalVectorQuantizedAutoencoder({
      imageShape: [2, 4, 1],
      filters: [2],
      codebookSize: 3,
      dimension: 2,
    });
    const model = textToImageModel(codes, { words: ['a'], textLength: 2, width: 4, heads: 2, depth: 1 });
    // Weights far from 0, so that no two tokens are alike
    for (const variable of Object.values(trainable(model))) variable.assign(tf.mul(tf.sin(tf.mul(variable, 1e3)), 0.8));
    const captions = tf.tensor2d([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    const images = tf.tensor(
      Array.from({ length: 9 }, (_, i) => [Math.floor(i / 3), i % 3]),
      [9, 1, 2],
    );
    const sum = (energies: tf.Tensor) => tf.sum(tf.exp(tf.neg(energies))).dataSync()[0];
    expect(sum(tokenEnergies(model, captions, tf.zeros([4, 1, 2])).text)).toBeCloseTo(1, 5);
    for (const caption of tf.split(captions, 4)) {
      const { image } = tokenEnergies(model, tf.tile(caption as tf.Tensor2D, [9, 1]), images);
      expect(sum(image)).toBeCloseTo(1, 5);
      expect(new Set(numbers(image).map((value) => value.toFixed(4))).size).toBeGreaterThan(5);
    }
    model.dispose();
  });

  it('has image codes that do not learn, and tokens of its own for padding at each place', () => {
    const model = make();
    expect(Object.keys(trainable(model)).filter((name) => name.startsWith('codes/'))).toEqual([]);
    expect(Object.keys(model.variables)).toContain('codes/encoder/0/kernel');
    expect(Object.keys(model.variables)).toContain('blocks/1/attention/query/kernel');
    // The start, 3 words, 3 places without one, 5 entries
    expect(model.weights.tokens.shape).toEqual([12, 8]);
    model.dispose();
  });

  it('refuses sizes that are not whole numbers and heads that do not divide the width', () => {
    const codes = convolutionalDiscreteVariationalAutoencoder(tiny);
    expect(() => textToImageModel(codes, { words, textLength: 0 })).toThrow('textToImageModel, textLength');
    expect(() => textToImageModel(codes, { words, textLength: 3, width: 8, heads: 3 })).toThrow(
      'textToImageModel, width / heads: expected a whole number of at least 1',
    );
  });

  it('refuses damaged files and leaves nothing behind', async () => {
    const { 'model.json': json, ...rest } = await saveTextToImageModel(make());
    const before = tf.memory().numTensors;
    for (const [from, to, message] of [
      ['"textLength": 3', '"textLength": -1', 'settings.textLength from 1 to 65536, received -1'],
      ['"heads": 2', '"heads": 3', 'settings.heads that divide the width'],
      ['"textLength": 3', '"textLength": 4', 'tokens of shape [13,8], received [12,8]'],
      ['"width": 8', '"width": 65536', 'model.json: expected sizes of at most'],
    ] as const) {
      const damaged = new TextEncoder().encode(new TextDecoder().decode(json).replace(from, to));
      await expect(loadTextToImageModel({ ...rest, 'model.json': damaged })).rejects.toThrow(message);
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('tokenLikelihood', () => {
  it('without dropout is the two energies; with it, those of captions that stay, and of none', () => {
    const model = make();
    const batch = { y: tensorOf(y), text: tensorOf(text) };
    const terms = (captionDropout: number) => {
      const { text, image } = tokenLikelihood({ captionDropout }).terms(
        model,
        batch,
        counterRandom({ seed: 3, step: 0 }),
      );
      return { text: numbers(text), image: numbers(image) };
    };
    const indices = model.codes.indices(batch.y);
    const [whole, none] = [batch.text, tf.zerosLike(batch.text)].map((text) => {
      const { text: t, image } = tokenEnergies(model, text, indices);
      return { text: numbers(t), image: numbers(image) };
    });
    expect(terms(0)).toEqual(whole);
    const keep = numbers(counterRandom({ seed: 3, step: 0 }).uniform([5])).map((u) => u >= 0.5);
    expect(new Set(keep).size).toBe(2);
    const half = terms(0.5);
    keep.forEach((stays, i) => {
      expect(half.text[i]).toBeCloseTo(stays ? 2 * (whole?.text[i] as number) : 0, 5);
      expect(half.image[i]).toBe((stays ? whole : none)?.image[i]);
    });
    model.dispose();
  });

  it('with token noise reads random indices in the place of some, and predicts those of the image', () => {
    const model = make();
    const batch = { y: tensorOf(y), text: tensorOf(text) };
    const { terms } = tokenLikelihood({ captionDropout: 0, tokenNoise: 0.4 });
    const noisy = terms(model, batch, counterRandom({ seed: 3, step: 0 }));
    const indices = model.codes.indices(batch.y);
    const random = counterRandom({ seed: 3, step: 0 });
    random.uniform([5]);
    const swapped = numbers(random.uniform([5, 2, 4])).map((u) => u < 0.4);
    const others = numbers(random.uniform([5, 2, 4])).map((u) => Math.floor(5 * u));
    expect(new Set(others).size).toBe(5);
    const read = numbers(indices).map((index, i) => (swapped[i] ? (others[i] as number) : index));
    const { text: t, image } = tokenEnergies(model, batch.text, indices, tf.tensor(read, [5, 2, 4]));
    expect(numbers(noisy.image)).toEqual(numbers(image));
    expect(numbers(noisy.text)).toEqual(numbers(t));
    expect(numbers(noisy.image)).not.toEqual(numbers(tokenEnergies(model, batch.text, indices).image));
    expect(() => tokenLikelihood({ tokenNoise: 1 })).toThrow('tokenLikelihood, tokenNoise');
    model.dispose();
  });
});
