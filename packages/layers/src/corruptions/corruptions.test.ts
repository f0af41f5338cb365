import '@tensorflow/tfjs-backend-cpu';
import { counterRandom } from '@latentkit/core';
import { corruptionLaws } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { blur, type Corruption, dropoutLines, gaussianNoise, masking, patches, saltAndPepper } from '../index.ts';

const random = (step = 0) => counterRandom({ seed: 5, step });
const bits = (tensor: tf.Tensor) => [...tensor.dataSync()];
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** One observation, many times: [rows, …shape]. */
const copies = (rows: number, shape: number[]) =>
  tf.tile(tf.reshape(tf.linspace(0.2, 0.8, tf.util.sizeFromShape(shape)), [1, ...shape]), [
    rows,
    ...shape.map(() => 1),
  ]);
const share = (values: readonly number[], wanted: (value: number) => boolean) =>
  mean(values.map((v) => Number(wanted(v))));

/** An image [1, height, width, 1] that is 1 in its middle and 0 around it. */
const dot = ([height, width]: [number, number]) =>
  tf.reshape(tf.cast(tf.oneHot([(height * width) >> 1], height * width), 'float32'), [1, height, width, 1]);

const all: Record<string, { corrupt: Corruption; none?: Corruption }> = {
  gaussianNoise: {
    corrupt: gaussianNoise({ standardDeviation: 0.3 }),
    none: gaussianNoise({ standardDeviation: 0 }),
  },
  masking: { corrupt: masking({ probability: 0.5 }), none: masking({ probability: 0 }) },
  saltAndPepper: { corrupt: saltAndPepper({ probability: 0.5 }), none: saltAndPepper({ probability: 0 }) },
  patches: { corrupt: patches({ size: 3, count: 2 }) },
  dropoutLines: { corrupt: dropoutLines({ probability: 0.5 }), none: dropoutLines({ probability: 0 }) },
  blur: { corrupt: blur({ standardDeviation: [0.5, 2] }), none: blur({ standardDeviation: 0.05 }) },
};

for (const [name, subject] of Object.entries(all)) {
  corruptionLaws(name, { backend: 'cpu', exampleShape: [6, 5, 2], ...subject });
}

describe('what numbers become', () => {
  const rows = 20_000;
  const y = copies(rows, [3]);
  const errors = (corruption: Corruption) => bits(tf.sub(corruption(y, random()), y));

  it('gaussianNoise: mean y, standard deviation σ', () => {
    const noise = errors(gaussianNoise({ standardDeviation: 0.3 }));
    // Five standard errors of the mean of 60 000 numbers, and of their variance.
    expect(Math.abs(mean(noise))).toBeLessThan((5 * 0.3) / Math.sqrt(3 * rows));
    expect(Math.abs(mean(noise.map((e) => e * e)) / 0.09 - 1)).toBeLessThan(5 * Math.sqrt(2 / (3 * rows)));
  });

  it('masking: 0 with probability p, y else', () => {
    const seen = bits(masking({ probability: 0.3 })(y, random()));
    expect(Math.abs(share(seen, (value) => value === 0) - 0.3)).toBeLessThan(5 * Math.sqrt(0.21 / (3 * rows)));
    const given = bits(copies(1, [3]));
    expect(seen.every((value, i) => value === 0 || value === given[i % 3])).toBe(true);
    expect(bits(masking({ probability: 1 })(y, random())).every((value) => value === 0)).toBe(true);
  });

  it('saltAndPepper: low and high with probability p/2 each, y else', () => {
    const seen = bits(saltAndPepper({ probability: 0.4, low: -1, high: 2 })(y, random()));
    for (const grain of [-1, 2]) {
      expect(Math.abs(share(seen, (value) => value === grain) - 0.2)).toBeLessThan(5 * Math.sqrt(0.16 / (3 * rows)));
    }
    const kept = seen.filter((value) => value !== -1 && value !== 2);
    expect(new Set(kept)).toEqual(new Set(bits(copies(1, [3]))));
  });
});

describe('what images become', () => {
  const rows = 4000;
  const white = tf.ones([rows, 6, 5, 2]);

  it('patches: one square of zeros, each place with equal chance', () => {
    const seen = patches({ size: 3 })(white, random());
    const dark = bits(tf.sum(tf.sub(1, seen), [1, 2, 3]));
    expect(new Set(dark)).toEqual(new Set([3 * 3 * 2]));
    // Row i is covered by min(i, 3) … of the 4 starts: 1, 2, 3, 3, 2, 1 of 4; column j by 1, 2, 3, 2, 1 of 3.
    const chance = [1, 2, 3, 3, 2, 1].flatMap((a) => [1, 2, 3, 2, 1].map((b) => ((a / 4) * b) / 3));
    const covered = bits(tf.mean(tf.sub(1, tf.slice(seen, [0, 0, 0, 0], [rows, 6, 5, 1])), [0]));
    for (const [i, p] of chance.entries()) {
      expect(Math.abs((covered[i] as number) - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / rows));
    }
  });

  it('dropoutLines: whole rows, or columns, with probability p', () => {
    const seen = dropoutLines({ probability: 0.25 })(white, random());
    expect(new Set(bits(tf.sum(seen, [2, 3])))).toEqual(new Set([0, 10]));
    expect(Math.abs(mean(bits(seen)) - 0.75)).toBeLessThan(5 * Math.sqrt(0.1875 / (6 * rows)));
    const columns = dropoutLines({ probability: 0.25, lines: 'columns' })(white, random());
    expect(new Set(bits(tf.sum(columns, [1, 3])))).toEqual(new Set([0, 12]));
  });

  it('blur: an even image stays and a point becomes exp(−(i² + j²)/2s²)/Σ', () => {
    for (const value of bits(blur({ standardDeviation: 1.5 })(white, random())).slice(0, 60)) {
      expect(value).toBeCloseTo(1, 5);
    }
    const point = dot([5, 5]);
    const bell = (s: number) => {
      // A row of weights sums over the places that there are: from row i these are −i … 4 − i.
      const along = [0, 1, 2, 3, 4].map((i) => {
        const at = (j: number) => Math.exp(-((i - j) ** 2) / (2 * s * s));
        return at(2) / [0, 1, 2, 3, 4].reduce((sum, j) => sum + at(j), 0);
      });
      return along.flatMap((a) => along.map((b) => a * b));
    };
    for (const [i, value] of bits(blur({ standardDeviation: 0.8 })(point, random())).entries()) {
      expect(value).toBeCloseTo(bell(0.8)[i] as number, 6);
    }
  });

  it('blur: a width of its own for each image, evenly from a range', () => {
    const point = tf.tile(dot([1, 9]), [rows, 1, 1, 1]);
    const [least, most] = [0.5, 1.5];
    const ratio = bits(
      tf.slice(blur({ standardDeviation: [least, most] })(point, random()), [0, 0, 4, 0], [rows, 1, 1, 1]),
    );
    // The height of the peak falls with s: 1/Σⱼ exp(−j²/2s²).
    const peak = (s: number) =>
      1 / [-4, -3, -2, -1, 0, 1, 2, 3, 4].reduce((sum, j) => sum + Math.exp(-(j * j) / (2 * s * s)), 0);
    expect(Math.max(...ratio)).toBeLessThanOrEqual(peak(least) + 1e-6);
    expect(Math.min(...ratio)).toBeGreaterThanOrEqual(peak(most) - 1e-6);
    expect(Math.abs(share(ratio, (height) => height > peak(1)) - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / rows));
  });
});

describe('refused', () => {
  it.each([
    [
      () => gaussianNoise({ standardDeviation: -1 }),
      'gaussianNoise, standardDeviation: expected a number of at least 0, received -1. Give σ in the unit of y.',
    ],
    [
      () => masking({ probability: 1.5 }),
      'masking, probability: expected a number from 0 to 1, received 1.5. Give the probability that a value is dropped.',
    ],
    [
      () => saltAndPepper({ probability: Number.NaN }),
      'saltAndPepper, probability: expected a number from 0 to 1, received NaN.',
    ],
    [() => patches({ size: 2.5 }), 'patches, size and count: expected whole numbers of at least 1, received [2.5,1].'],
    [
      () => patches({ size: 7 })(tf.zeros([2, 6, 8, 1]), random()),
      'patches: expected images of at least 7 × 7 pixels, received 6 × 8. Use a smaller patch.',
    ],
    [
      () => dropoutLines({ probability: 0.1 })(tf.zeros([2, 36]), random()),
      'dropoutLines: expected images [batch,height,width,channels], received [2,36]. Give images, or a corruption that needs none, such as masking.',
    ],
    [
      () => blur({ standardDeviation: [2, 1] }),
      'blur, standardDeviation: expected a width above 0, or [least, most] of it, received [2,1]. Give it in pixels.',
    ],
    [() => blur({ standardDeviation: 0 }), 'received 0. Give it in pixels.'],
  ])('%#', (act, message) => {
    expect(act).toThrow(message);
  });
});
