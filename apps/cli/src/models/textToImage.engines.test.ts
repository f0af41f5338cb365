import '@tensorflow/tfjs-backend-cpu';
import { compiled } from '@latentkit/compile/node';
import { type Engine, eager, type Model, streams, table, trainable } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import {
  captionScores,
  convolutionalDiscreteVariationalAutoencoder,
  convolutionalVectorQuantizedAutoencoder,
  gumbelSoftmax,
  runningMeans,
  type SampleOptions,
  sampleIndices,
  textToImageModel,
  tokenLikelihood,
  tokenReader,
} from '@latentkit/models';
import { expectEnginesAgree, type Trained } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

const imageShape = [8, 8, 3];
const pixels = fillUniform(new Float32Array(12 * 192), { seed: 7, stream: streams.callers, step: 0 });
const y = table(pixels, [12, ...imageShape]);
const tiny = { imageShape, filters: [4, 6], codebookSize: 5, seed: 1 };

const text = table(
  Int32Array.from({ length: 36 }, (_, i) => (i % 3 < 2 ? (i % 5) % 4 : 0)),
  [12, 3],
);
const make = () => {
  const codes = convolutionalDiscreteVariationalAutoencoder(tiny);
  const model = textToImageModel(codes, {
    words: ['a', 'b', 'c'],
    textLength: 3,
    width: 8,
    heads: 2,
    depth: 2,
    seed: 1,
  });
  tf.tidy(() => {
    // Far from even, so that draws depend on captions and on what was drawn
    for (const variable of Object.values(trainable(model)).filter(({ rank }) => rank === 2)) {
      variable.assign(tf.mul(variable, 10));
    }
  });
  return model;
};

const expectCompiledAgrees = <M extends Model, Name extends string>(trained: Trained<M, Name>) =>
  expectEnginesAgree(trained, [compiled({ threads: 1 })]);

beforeAll(() => tf.setBackend('cpu'));

describe('compiled and eager learn the same', () => {
  it.each([false, true])('codes by Gumbel-softmax, hard: %s', async (hard) => {
    const make = () => convolutionalDiscreteVariationalAutoencoder(tiny);
    await expectCompiledAgrees({ make, ...gumbelSoftmax({ annealingSteps: 15, hard }), data: { y } });
  });

  it('a codebook by running means with restarts', async () => {
    const make = () => convolutionalVectorQuantizedAutoencoder({ ...tiny, dimension: 3 });
    await expectCompiledAgrees({ make, ...runningMeans({ decay: 0.9, dead: 0.3 }), data: { y } });
  });

  it('a transformer over captions and indices', async () => {
    await expectCompiledAgrees({
      make,
      objective: tokenLikelihood({ captionDropout: 0.3, tokenNoise: 0.2 }),
      data: { y, text },
    });
  });
});

describe('compiled and eager draw the same', () => {
  const engines = (): Engine[] => [eager(), compiled({ threads: 1 })];

  it.each<[string, Partial<SampleOptions>]>([
    ['as they are', {}],
    ['guided, narrowed, after the top row of images', { guidance: 3, topK: 4, topP: 0.9, temperature: 1.2 }],
  ])('indices, %s', async (_, options) => {
    const model = make();
    const prime = options.guidance
      ? {
          prime: table(
            Int32Array.from({ length: 24 }, (_, i) => i % 5),
            [12, 1, 2],
          ),
        }
      : {};
    const [byEager, byCompiled] = await Promise.all(
      engines().map(async (engine) => {
        let last: Int32Array = new Int32Array();
        for await (const { indices } of sampleIndices(model, { ...options, ...prime, engine, text, seed: 4 }))
          last = indices;
        const values = table(last, [12, 2, 2]);
        return { last, scores: await captionScores(model, { engine, text, indices: values }) };
      }),
    );
    expect(byCompiled?.last).toEqual(byEager?.last);
    byEager?.scores.forEach((score, i) => {
      expect(byCompiled?.scores[i]).toBeCloseTo(score, 4);
    });
    model.dispose();
  });

  it('logits from a cache, compiled once, as the whole model gives them at once', async () => {
    const model = make();
    const indices = tf.tensor(
      [...Array(8).keys()].map((i) => (3 * i) % 5),
      [2, 2, 2],
    );
    const whole = tf.tidy(() =>
      model.logits(
        tf.tensor2d([
          [1, 2, 0],
          [3, 0, 0],
        ]),
        indices,
      ),
    );
    // The start, words, padding 4 + place, indices from 7
    const tokens = [
      [0, 1, 2, 6, 7, 10, 8],
      [0, 3, 5, 6, 9, 7, 10],
    ];
    const reader = await tokenReader(model, { engine: compiled({ threads: 1 }), sequences: 2 });
    const close = (found: ArrayLike<number>, wanted: tf.Tensor) => {
      const values = tf.tidy(() => wanted.dataSync());
      const size = Math.max(1, ...values.map(Math.abs));
      values.forEach((value, i) => {
        expect(Math.abs((found[i] as number) - value) / size).toBeLessThan(1e-5);
      });
    };
    // Twice: what the first drawing left in the cache is not seen.
    for (const _ of [1, 2]) {
      const first = await reader.caption(Int32Array.from(tokens.flatMap((row) => row.slice(0, 4))));
      close(first.text, whole.text);
      close(first.image, tf.gather(whole.image, 0, 1));
      for (let position = 4; position < 7; position++) {
        const rows = Int32Array.from(tokens, (row) => row[position] as number);
        close(await reader.index(rows, position), tf.gather(whole.image, position - 3, 1));
      }
    }
    reader.dispose();
    model.dispose();
  });
});
