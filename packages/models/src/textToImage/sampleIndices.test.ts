import '@tensorflow/tfjs-backend-cpu';
import { eager, streams, table, trainable } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  bestOf,
  captionScores,
  convolutionalDiscreteVariationalAutoencoder,
  ranking,
  type SampleOptions,
  sampleIndices,
  textToImageModel,
  tokenEnergies,
  tokenReader,
} from '../index.ts';
import { chooseIndex, narrowed } from './chooseIndex.ts';

const words = ['blue', 'circle', 'red'];
/** 3 words, 2 × 3 cells of 4 entries, and weights far from 0. */
function make() {
  const codes = convolutionalDiscreteVariationalAutoencoder({ imageShape: [4, 6, 1], filters: [2], codebookSize: 4 });
  const model = textToImageModel(codes, { words, textLength: 3, width: 8, heads: 2, depth: 2, seed: 1 });
  tf.tidy(() => {
    for (const variable of Object.values(trainable(model)).filter(({ rank }) => rank === 2)) {
      variable.assign(tf.mul(variable, 15));
    }
  });
  return model;
}
const text = table(Int32Array.of(1, 2, 0, 3, 0, 0), [2, 3]);
let model: ReturnType<typeof make>;
beforeAll(async () => {
  await tf.setBackend('cpu');
  model = make();
});

async function drawn(options: Partial<SampleOptions> = {}) {
  const events = [];
  for await (const event of sampleIndices(model, { engine: eager(), text, seed: 1, ...options })) events.push(event);
  return { events, indices: [...(events.at(-1)?.indices ?? [])] };
}

describe('narrowed', () => {
  const logits = [1, 3, 2, 3, 0];
  const kept = (options: Parameters<typeof narrowed>[1]) =>
    [...narrowed(logits, options)].flatMap((logit, k) => (Number.isFinite(logit) ? [k] : []));

  it('keeps the k likeliest, of equals the first, and divides by the temperature', () => {
    expect(kept({ topK: 1 })).toEqual([1]);
    expect(kept({ topK: 3 })).toEqual([1, 2, 3]);
    expect(kept({ topK: 99 })).toEqual([0, 1, 2, 3, 4]);
    expect([...narrowed(logits, { temperature: 0.5 })]).toEqual([2, 6, 4, 6, 0]);
    expect(narrowed(logits, { temperature: Number.MIN_VALUE }).every(Number.isFinite)).toBe(true);
  });

  it('keeps the fewest likeliest that have the probability together', () => {
    const weights = logits.map(Math.exp);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const one = (weights[1] as number) / total;
    expect(kept({ topP: one - 1e-6 })).toEqual([1]);
    expect(kept({ topP: one + 1e-6 })).toEqual([1, 3]);
    expect(kept({ topP: 2 * one + 1e-6 })).toEqual([1, 2, 3]);
    expect(kept({ topP: 1 })).toEqual([0, 1, 2, 3, 4]);
    // Of the two that top-k leaves, one has half
    expect(kept({ topK: 2, topP: 0.5 - 1e-6 })).toEqual([1]);
    // A low temperature leaves less to the others
    expect(kept({ topP: 0.99, temperature: 0.1 })).toEqual([1, 3]);
  });
});

it('chooseIndex never takes what was left out, and is finite where u is 0', () => {
  const logits = Float64Array.of(Number.NEGATIVE_INFINITY, 0, Number.NEGATIVE_INFINITY);
  expect(chooseIndex(logits, [0.999, 0, 0.999])).toBe(1);
});

it.each([0, 0.01, 1, 30])('chooseIndex takes the largest lₖ − log(−log uₖ) of all, of logits within %d', (spread) => {
  for (let step = 0; step < 200; step++) {
    const uniform = fillUniform(new Float32Array(40), { seed: 5, stream: streams.callers, step });
    const logits = Float64Array.from(uniform, (_, k) => spread * Math.sin(k * (step + 1)));
    const noisy = Array.from(
      logits,
      (logit, k) => logit - Math.log(-Math.log(Math.max(uniform[k] as number, 2 ** -25))),
    );
    expect(chooseIndex(logits, uniform)).toBe(noisy.indexOf(Math.max(...noisy)));
  }
});

describe('tokenReader', () => {
  it('gives of a caption at once and of index after index the logits that the model gives at once, to 1e-5', async () => {
    const indices = tf.tensor3d([
      [
        [0, 3, 1],
        [2, 2, 0],
      ],
      [
        [1, 0, 2],
        [3, 1, 1],
      ],
    ]);
    const whole = tf.tidy(() => model.logits(tf.tensor2d([...text.values], [2, 3]), indices));
    // The start; the words and the padding 4 + place; the indices after them, from 7
    const tokens = [
      [0, 1, 2, 6, 7, 10, 8, 9, 9],
      [0, 3, 5, 6, 8, 7, 9, 10, 8],
    ];
    const reader = await tokenReader(model, { engine: eager(), sequences: 2 });
    const close = (found: ArrayLike<number>, wanted: tf.Tensor) => {
      const values = tf.tidy(() => wanted.dataSync());
      const size = Math.max(1, ...values.map(Math.abs));
      values.forEach((value, i) => {
        expect(Math.abs((found[i] as number) - value) / size).toBeLessThan(1e-5);
      });
    };
    const first = await reader.caption(Int32Array.from(tokens.flatMap((row) => row.slice(0, 4))));
    close(first.text, whole.text);
    close(first.image, tf.gather(whole.image, 0, 1));
    for (let position = 4; position < 9; position++) {
      const rows = Int32Array.from(tokens, (row) => row[position] as number);
      close(await reader.index(rows, position), tf.gather(whole.image, position - 3, 1));
    }
    reader.dispose();
    tf.dispose([whole, indices]);
  });

  it('is used for one sequence after another: what stood in the cache leaves no bit', async () => {
    const reader = await tokenReader(model, { engine: eager(), sequences: 1 });
    const logits = async () => {
      const { text, image } = await reader.caption(Int32Array.of(0, 1, 2, 6));
      return [...Array.from(text), ...Array.from(image), ...Array.from(await reader.index(Int32Array.of(7), 4))];
    };
    const first = await logits();
    for (let position = 4; position < 9; position++) await reader.index(Int32Array.of(9), position);
    expect(await logits()).toEqual(first);
    reader.dispose();
  });
});

describe('sampleIndices', () => {
  it('draws a cell at a time and changes none that is drawn', async () => {
    const { events } = await drawn();
    expect(events.map(({ cells }) => cells)).toEqual([1, 2, 3, 4, 5, 6]);
    const last = events.at(-1)?.indices as Int32Array;
    for (const { cells, indices } of events) {
      indices.forEach((index, i) => {
        expect(index).toBe(i % 6 < cells ? last[i] : 0);
      });
    }
    expect(last.every((index) => index >= 0 && index < 4)).toBe(true);
  });

  it('is a function of its seed, and each image of its row and caption alone', async () => {
    const { indices } = await drawn();
    expect((await drawn()).indices).toEqual(indices);
    expect((await drawn({ seed: 2 })).indices).not.toEqual(indices);
    const alone = await drawn({ text: table(text.values.slice(0, 3), [1, 3]) });
    expect(alone.indices).toEqual(indices.slice(0, 6));
  });

  it('draws as p(k|t) says: the share of each image tends to exp(log p)', async () => {
    const images = 600;
    const same = table(
      Int32Array.from({ length: 3 * images }, (_, i) => [1, 2, 0][i % 3] as number),
      [images, 3],
    );
    let pairs: number[] = [];
    for await (const { cells, indices } of sampleIndices(model, { engine: eager(), text: same })) {
      pairs = Array.from({ length: images }, (_, i) => 4 * (indices[6 * i] as number) + (indices[6 * i + 1] as number));
      if (cells === 2) break;
    }
    const logits = tf.tidy(() => {
      const starts = tf.tensor3d(
        Array.from({ length: 4 }, (_, k) => [
          [k, 0, 0],
          [0, 0, 0],
        ]),
      );
      const { image } = model.logits(tf.tile(tf.tensor2d([[1, 2, 0]]), [4, 1]), starts);
      const logP = tf.logSoftmax(image);
      return logP.arraySync() as number[][][];
    });
    for (let pair = 0; pair < 16; pair++) {
      const [a, b] = [Math.floor(pair / 4), pair % 4];
      const p = Math.exp((logits[a]?.[0]?.[a] as number) + (logits[a]?.[1]?.[b] as number));
      const share = pairs.filter((one) => one === pair).length / images;
      // Four standard errors
      expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / images) + 1e-3);
    }
  });

  it('tells the energies of the caption and of the tokens so far, and what each token was drawn from', async () => {
    const { events, indices } = await drawn({ guidance: 3, topK: 2, temperature: 0.5 });
    const wanted = tf.tidy(() => {
      const { text: t, image } = tokenEnergies(
        model,
        tf.tensor2d([...text.values], [2, 3]),
        tf.tensor(indices, [2, 2, 3]),
      );
      return { text: [...t.dataSync()], image: [...image.dataSync()] };
    });
    const last = events.at(-1);
    for (const term of ['text', 'image'] as const)
      for (const i of [0, 1]) expect(last?.energies[term][i]).toBeCloseTo(wanted[term][i] as number, 4);
    expect(
      events.every(
        ({ energies }, k) => k === 0 || (energies.image[0] as number) > (events[k - 1]?.energies.image[0] as number),
      ),
    ).toBe(true);
    for (const { cells, logits } of events) {
      const own = [...logits.subarray(4, 8)];
      expect(own.filter(Number.isFinite)).toHaveLength(2);
      expect(own[indices[6 + cells - 1] as number]).toBeGreaterThan(Number.NEGATIVE_INFINITY);
    }
  });

  it('takes the likeliest index at every cell with top-k 1, whatever the seed', async () => {
    const greedy = await drawn({ topK: 1 });
    expect((await drawn({ topK: 1, seed: 9 })).indices).toEqual(greedy.indices);
    expect((await drawn({ temperature: 1e-6, seed: 9 })).indices).toEqual(greedy.indices);
    expect((await drawn({ topP: 1e-9, seed: 9 })).indices).toEqual(greedy.indices);
  });

  it('guides: by 0 as if there was no caption, by 1 as told, and without a caption by any as without', async () => {
    const none = await drawn({ text: table(new Int32Array(6), [2, 3]) });
    expect((await drawn({ guidance: 0 })).indices).toEqual(none.indices);
    expect((await drawn({ guidance: 3, text: table(new Int32Array(6), [2, 3]) })).indices).toEqual(none.indices);
    expect((await drawn({ guidance: 1 + 1e-9 })).indices).toEqual((await drawn()).indices);
    expect((await drawn({ guidance: 20 })).indices).not.toEqual(none.indices);
  });

  it('keeps the top rows that it is given and draws the rest', async () => {
    const prime = table(Int32Array.of(3, 3, 0, 1, 2, 1), [2, 1, 3]);
    const { events, indices } = await drawn({ prime });
    expect(events.map(({ cells }) => cells)).toEqual([4, 5, 6]);
    expect([indices.slice(0, 3), indices.slice(6, 9)]).toEqual([
      [3, 3, 0],
      [1, 2, 1],
    ]);
  });

  it('draws the same with a reader that is kept, one drawing after another', async () => {
    const reader = await tokenReader(model, { engine: eager(), sequences: 2 });
    for (const seed of [1, 2, 1])
      expect((await drawn({ seed, reader })).indices).toEqual((await drawn({ seed })).indices);
    await expect(drawn({ reader, guidance: 2 })).rejects.toThrow(
      'sampleIndices, reader: expected one of 4 sequences: the images, twice with guidance, received one of 2.',
    );
    reader.dispose();
  });

  it('leaves no tensor, also when it is left half-way', async () => {
    const before = tf.memory().numTensors;
    await drawn({ guidance: 2 });
    for await (const _ of sampleIndices(model, { engine: eager(), text })) break;
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each<[Partial<SampleOptions>, string]>([
    [{ temperature: 0 }, 'sampleIndices, temperature: expected a finite number above 0, received 0.'],
    [{ topK: 0 }, 'sampleIndices, topK: expected a whole number of at least 1, received 0.'],
    [{ topP: 1.5 }, 'sampleIndices, topP: expected a probability in (0, 1], received 1.5.'],
    [{ guidance: -1 }, 'sampleIndices, guidance: expected a finite number of at least 0'],
    [
      { text: table(new Int32Array(4), [2, 2]) },
      'sampleIndices, text: expected a table of shape [2,3] with at least one row, received [2,2].',
    ],
    [{ prime: table(new Int32Array(12), [2, 2, 3]) }, 'sampleIndices, prime: expected a table of shape [2,1,3]'],
  ])('refuses options outside of their ranges: case %#', async (options, message) => {
    await expect(drawn(options)).rejects.toThrow(message);
  });
});

it('ranking: an image that the caption hardly makes comes after those that it makes, whatever its score', () => {
  const fit = { scores: Float32Array.of(9, 2, 1, 3, 2.5), likelihoods: Float32Array.of(-50, -4, -5, -6, -40) };
  expect(ranking(fit)).toEqual([3, 1, 2, 0, 4]);
});

describe('bestOf', () => {
  it('ranks candidates by log p(k|t) − log p(k|∅)', async () => {
    const ranked = await bestOf(model, { engine: eager(), text, seed: 1, candidates: 3 });
    expect(ranked).toHaveLength(2);
    for (const [caption, { indices, scores }] of ranked.entries()) {
      expect(scores[0]).toBeGreaterThanOrEqual(scores[1] as number);
      const wanted = tf.tidy(() => {
        const images = tf.tensor(
          indices.flatMap((one) => [...one]),
          [3, 2, 3],
        );
        const told = tf.tensor2d([...text.values].slice(3 * caption, 3 * caption + 3), [1, 3]);
        const [with_, without] = [told, tf.zerosLike(told)].map(
          (one) => tokenEnergies(model, tf.tile(one, [3, 1]), images).image,
        );
        return [...tf.sub(without as tf.Tensor, with_ as tf.Tensor).dataSync()];
      });
      wanted.forEach((value, i) => {
        expect(scores[i]).toBeCloseTo(value, 4);
      });
    }
    const indices = table(new Int32Array(12), [2, 2, 3]);
    const none = await captionScores(model, { engine: eager(), text: table(new Int32Array(6), [2, 3]), indices });
    expect([...none]).toEqual([0, 0]);
    await expect(bestOf(model, { engine: eager(), text, candidates: 0 })).rejects.toThrow('bestOf, candidates');
  });
});
