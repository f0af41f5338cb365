import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { drawWords } from './drawWords.ts';
import { boxMuller, fillNormal } from './normal.ts';

const size = 200_000;
const draw = (at: { seed?: number; stream?: number; step?: number } = {}, length = size) =>
  fillNormal(new Float32Array(length), { seed: 1, stream: 0, step: 0, ...at });

/** Mean over i of f(zᵢ, i). */
const mean = (z: Float32Array, f: (z: number, i: number) => number) =>
  z.reduce((sum, x, i) => sum + f(x, i), 0) / z.length;

/** Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …) */
function cumulative(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-17; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** Box and Muller in float64 with the functions of the platform, of the same float32 u. */
function reference(words: Uint32Array): number[] {
  return [...words].map((_, i) => {
    const [a, b] = i % 2 === 0 ? [words[i], words[i + 1]] : [words[i - 1], words[i]];
    const radius = Math.sqrt(-2 * Math.log(Math.fround(Math.fround(a as number) + 0.5) / 2 ** 32));
    const angle = 2 * Math.PI * (((b as number) << 1) / 2 ** 33 + ((b as number) >>> 31) / 2);
    return radius * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
  });
}

function normalsOf(words: Uint32Array): Float32Array {
  const u = new Float32Array(words.length / 2);
  const normals = new Float32Array(words.length);
  boxMuller(words, u, new Int32Array(u.buffer), normals);
  return normals;
}

describe('fillNormal', () => {
  it('is the same bits for ever', () => {
    expect(Buffer.from(draw({}, 4).buffer).toString('hex')).toBe('e4c3c2bebdb1973e08377fbebe7d80bf');
    expect(
      createHash('sha256')
        .update(new Uint8Array(draw({}, 4096).buffer))
        .digest('hex'),
    ).toBe('289e67b9b3b7389e2f1f4728079517c8afa645abe3e9bc11b2875071b95c217e');
  });

  it('is Box and Muller of the words, within a few roundings of float32', () => {
    const words = new Uint32Array(size);
    drawWords(words, { seed: 1, stream: 0, step: 0 }, 0);
    const exact = reference(words);
    const worst = normalsOf(words).reduce((most, z, i) => Math.max(most, Math.abs(z - (exact[i] as number))), 0);
    expect(worst).toBeLessThan(1.5e-6);
    expect(normalsOf(words)).toEqual(draw());
  });

  it('is finite for the extreme words', () => {
    const most = Math.fround(Math.sqrt(66 * Math.log(2)));
    const z = normalsOf(Uint32Array.of(0, 0, 0, 0x8000_0000, 0xffff_ffff, 0x4000_0000, 0, 0x3fff_ffff, 0, 0x4000_0000));
    expect(z[0]).toBeCloseTo(most, 6);
    expect(z[2]).toBeCloseTo(-most, 6);
    expect([z[4], z[5]].map(Math.abs as (x: number | undefined) => number)).toEqual([0, 0]);
    expect(z[7]).toBeCloseTo(most, 5);
    expect(z[9]).toBeCloseTo(-most, 5);
  });

  it('has the moments of a standard normal: 0, 1, 0, 3', () => {
    const z = draw();
    const errors = [1, 2, 3, 4].map((k) => mean(z, (x) => x ** k) - ([0, 1, 0, 3][k - 1] as number));
    // Variances of z, z², z³, z⁴: 1, 2, 15, 96; four standard errors.
    [1, 2, 15, 96].forEach((variance, k) => {
      expect(Math.abs(errors[k] as number)).toBeLessThan(4 * Math.sqrt(variance / size));
    });
  });

  it('is normal by Kolmogorov and Smirnov (√n·D below its 99.9 % point)', () => {
    const distance = draw()
      .sort()
      .reduce((most, x, i) => Math.max(most, (i + 1) / size - cumulative(x), cumulative(x) - i / size), 0);
    expect(Math.sqrt(size) * distance).toBeLessThan(1.95);
  });

  it('has the tails of a normal', () => {
    const z = draw({ seed: 2 }, 1_000_000);
    for (const far of [2, 3, 4]) {
      const expectedCount = z.length * 2 * (1 - cumulative(far));
      const found = z.reduce((count, x) => count + (Math.abs(x) > far ? 1 : 0), 0);
      expect(Math.abs(found - expectedCount)).toBeLessThan(4 * Math.sqrt(expectedCount));
    }
  });

  it('is uncorrelated between neighbours, streams, steps and seeds, in values and in squares', () => {
    const z = draw();
    const others = [z.slice(1), draw({ stream: 1 }), draw({ step: 1 }), draw({ seed: 2 }), draw({ stream: 2 ** 31 })];
    for (const other of others) {
      expect(Math.abs(mean(other, (x, i) => x * (z[i] as number)))).toBeLessThan(4 / Math.sqrt(size));
      const squares = mean(other, (x, i) => (x * x - 1) * ((z[i] as number) ** 2 - 1));
      expect(Math.abs(squares)).toBeLessThan((4 * 2) / Math.sqrt(size));
    }
  });

  it('does not depend on how many are drawn', () => {
    const many = draw();
    for (const length of [0, 1, 2, 3, 5, 1023, 1024, 1025, 4099])
      expect(draw({}, length)).toEqual(many.slice(0, length));
  });

  it('refuses a seed that is not a non-negative whole number', () => {
    expect(() => draw({ seed: Number.NaN })).toThrow(
      'fillNormal, seed: expected a whole number from 0 to 9007199254740991, received NaN. Pass seed as such a number.',
    );
  });

  it('begins at any value: value i is a function of i alone', () => {
    const whole = draw({}, 3000);
    for (const first of [1, 2, 3, 4, 1022, 1027])
      expect(fillNormal(new Float32Array(1100), { seed: 1, stream: 0, step: 0 }, first)).toEqual(
        whole.subarray(first, first + 1100),
      );
  });
});
