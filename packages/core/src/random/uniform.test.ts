import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fillUniform } from './uniform.ts';

const size = 100_000;
const draw = (at: { seed?: number; stream?: number; step?: number } = {}, length = size) =>
  fillUniform(new Float32Array(length), { seed: 1, stream: 0, step: 0, ...at });

describe('fillUniform', () => {
  it('is the same bits for ever', () => {
    expect([...draw({}, 4)]).toEqual([0xe3e806, 0xe50a0e, 0x95f222, 0xb615aa].map((n) => n / 2 ** 24));
    expect(
      createHash('sha256')
        .update(new Uint8Array(draw({}, 4096).buffer))
        .digest('hex'),
    ).toBe('10653f197ffa18849a0ed836026805ec93b52e06f2cfb9d5dfc14eda574495fc');
  });

  it('lies on the grid of 2⁻²⁴ in [0, 1)', () => {
    expect(draw().every((u) => u >= 0 && u < 1 && Number.isInteger(u * 2 ** 24))).toBe(true);
  });

  it('has mean ½ and variance 1/12', () => {
    const u = draw();
    const mean = u.reduce((sum, x) => sum + x, 0) / size;
    const variance = u.reduce((sum, x) => sum + (x - mean) ** 2, 0) / size;
    // Four standard errors.
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 12 / size));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / size));
  });

  it('is uniform by Kolmogorov and Smirnov (√n·D below its 99.9 % point)', () => {
    const distance = draw()
      .sort()
      .reduce((most, u, i) => Math.max(most, (i + 1) / size - u, u - i / size), 0);
    expect(Math.sqrt(size) * distance).toBeLessThan(1.95);
  });

  it('does not depend on how many are drawn', () => {
    const many = draw();
    for (const length of [0, 1, 2, 3, 5, 1023, 1024, 1025, 4099])
      expect(draw({}, length)).toEqual(many.slice(0, length));
  });

  it('shares no block between streams, steps or seeds, the upper words of seed and step included', () => {
    const draws = [
      draw({}, 8),
      draw({ stream: 1 }, 8),
      draw({ stream: 0xffff_ffff }, 8),
      draw({ step: 1 }, 8),
      draw({ step: 2 ** 32 }, 8),
      draw({ seed: 0 }, 8),
      draw({ seed: 1 + 2 ** 32 }, 8),
      draw({ seed: Number.MAX_SAFE_INTEGER }, 8),
    ];
    expect(new Set(draws.flatMap((values) => [...values])).size).toBe(8 * draws.length);
  });

  it('begins at any value: value i is a function of i alone', () => {
    const whole = draw({}).subarray(0, 3000);
    for (const first of [1, 2, 3, 4, 1022, 1027])
      expect(fillUniform(new Float32Array(1100), { seed: 1, stream: 0, step: 0 }, first)).toEqual(
        whole.subarray(first, first + 1100),
      );
  });

  it('refuses what is not a whole number in its range', () => {
    expect(() => draw({ seed: -1 })).toThrow(
      'fillUniform, seed: expected a whole number from 0 to 9007199254740991, received -1. Pass seed as such a number.',
    );
    expect(() => draw({ seed: 0.5 })).toThrow('fillUniform, seed');
    expect(() => draw({ step: 2 ** 53 })).toThrow('fillUniform, step');
    expect(() => draw({ stream: 2 ** 32 })).toThrow(
      'fillUniform, stream: expected a whole number from 0 to 4294967295, received 4294967296. Pass stream as such a number.',
    );
  });
});
