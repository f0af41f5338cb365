import { describe, expect, it } from 'vitest';
import { energyText } from '../../look/energyText.ts';
import { freeEnergy } from '../../run/freeEnergy.ts';
import { counts, shareBelow } from './counts.ts';
import { noiseLike, shuffledColumns, shuffledPixels } from './strangers.ts';

const images = Float32Array.from({ length: 3 * 50 }, (_, i) => (i % 7) / 6);

describe('freeEnergy', () => {
  it('is the weighted sum of the terms of each example', () => {
    const card = {
      energy: {
        terms: [
          { name: 'reconstruction', weight: 1, unit: 'nats' },
          { name: 'divergence', weight: 4, unit: 'nats' },
        ],
      },
    };
    const terms = { reconstruction: Float32Array.of(10, 20), divergence: Float32Array.of(1, 2) };
    expect(freeEnergy(card, terms)).toEqual(Float32Array.of(14, 28));
  });
});

describe('strangers', () => {
  it('noise has the range of the data, and is a function of the seed', () => {
    const noise = noiseLike(images, 1);
    expect(Math.min(...noise)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...noise)).toBeLessThanOrEqual(1);
    expect(noiseLike(images, 1)).toEqual(noise);
    expect(noiseLike(images, 2)).not.toEqual(noise);
  });

  it('shuffled pixels are the same numbers of each example, all in one other order', () => {
    const shuffled = shuffledPixels(images, 50, 1);
    for (const from of [0, 50, 100]) {
      const [a, b] = [images.slice(from, from + 50).sort(), shuffled.slice(from, from + 50).sort()];
      expect(b).toEqual(a);
    }
    expect(shuffled).not.toEqual(images);
  });

  it('shuffled columns keep the numbers of each column, and lose what relates them', () => {
    const rows = Float32Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? i / 2 : 1000 + (i - 1) / 2));
    const shuffled = shuffledColumns(rows, 2, 1);
    const column = (values: Float32Array, at: number) => values.filter((_, i) => i % 2 === at);
    for (const at of [0, 1]) expect(column(shuffled, at).sort()).toEqual(column(rows, at));
    const together = column(shuffled, 0).filter((y, i) => shuffled[2 * i + 1] === y + 1000);
    expect(together.length).toBeLessThan(10);
  });
});

describe('counts', () => {
  it('shares of every set sum to 1, in bins of equal ratios', () => {
    const { edges, shares, log } = counts([Float32Array.of(1, 2, 3), Float32Array.of(100, 1000)], 10);
    expect(log).toBe(true);
    expect(edges[0]).toBeCloseTo(1, 10);
    expect(edges.at(-1)).toBeCloseTo(1000, 8);
    expect((edges[2] as number) / (edges[1] as number)).toBeCloseTo((edges[9] as number) / (edges[8] as number), 8);
    for (const share of shares) expect(share.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });

  it('are linear where a number is below 0, and take numbers that are all the same', () => {
    expect(counts([Float32Array.of(-1, 1)], 4)).toMatchObject({ log: false, edges: [-1, -0.5, 0, 0.5, 1] });
    expect(counts([Float32Array.of(2, 2)], 4).shares[0]?.[0]).toBe(1);
  });

  it('shareBelow counts', () => {
    expect(shareBelow([1, 2, 3, 4], 3)).toBe(0.75);
  });
});

describe('energyText', () => {
  it.each([
    [123.456, '123.46'],
    [0.00123, '0.0012'],
    [-0.5, '−0.50'],
    [0, '0.00'],
  ])('%s is read %s', (energy, text) => expect(energyText(energy)).toBe(text));
});
