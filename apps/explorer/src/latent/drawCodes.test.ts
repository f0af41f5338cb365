import { describe, expect, it } from 'vitest';
import type { RunCard } from '../bundle/index.ts';
import { covariances } from './covariances.ts';
import { codeSources } from './drawCodes.ts';

const codes = Float32Array.of(10, 0, 10, 0);
const logVariances = new Float32Array(4).fill(-20);
const card = {
  count: 2,
  prior: true,
  mixture: { weights: [1], means: [[-5, 5]], factors: [[1e-4, 0, 0, 1e-4]] },
} as unknown as RunCard;

const [prior, posterior, mixture] = codeSources({ card, codes, logVariances }, 2);

describe('codeSources', () => {
  it('draws the same codes for the same seed, a prefix for fewer', () => {
    const drawn = prior?.draw(8, 3);
    expect(prior?.draw(8, 3)).toEqual(drawn);
    expect(prior?.draw(4, 3)).toEqual(drawn?.subarray(0, 8));
    expect(prior?.draw(8, 4)).not.toEqual(drawn);
  });
  it('draws from where each distribution is', () => {
    expect([...(posterior?.draw(1, 1) ?? [])]).toEqual([expect.closeTo(10, 2), expect.closeTo(0, 2)]);
    expect([...(mixture?.draw(1, 1) ?? [])]).toEqual([expect.closeTo(-5, 2), expect.closeTo(5, 2)]);
  });
  it('says what a run has not', () => {
    const { mixture: _, ...bare } = card;
    const sources = codeSources({ card: { ...bare, prior: false }, codes }, 2);
    expect(sources.map(({ missing }) => missing !== undefined)).toEqual([false, true, true]);
    expect(sources[0]?.about).toContain('not trained towards it');
  });
});

it('covariances are L Lᵀ', () => {
  expect(covariances([[2, 0, 1, 3]], 2)).toEqual([[[4, 2], [2, 10]]]); // biome-ignore format: rows
});
