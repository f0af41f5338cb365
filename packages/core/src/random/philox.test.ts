import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiplyHigh, philox4x32 } from './philox.ts';

/** philox4x32-10 of Random123's tests/kat_vectors: counter, key, output. */
const known = [
  ['00000000 00000000 00000000 00000000', '00000000 00000000', '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
  ['ffffffff ffffffff ffffffff ffffffff', 'ffffffff ffffffff', '408f276d 41c83b0e a20bc7c6 6d5451fd'],
  ['243f6a88 85a308d3 13198a2e 03707344', 'a4093822 299f31d0', 'd16cfe09 94fdcceb 5001e420 24126ea1'],
] as const;

const parse = (hex: string) => hex.split(' ').map((word) => Number.parseInt(word, 16));
const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });

describe('philox4x32', () => {
  it.each(known)('gives the known answer for counter %s, key %s', (counter, key, output) => {
    const [c0, c1, c2, c3] = parse(counter) as [number, number, number, number];
    const [k0, k1] = parse(key) as [number, number];
    const words = new Uint32Array(6);
    philox4x32(words, 1, c0, c1, c2, c3, k0, k1);
    expect([...words]).toEqual([0, ...parse(output), 0]);
  });

  it('gives different blocks for different counters', () => {
    const words = new Uint32Array(4);
    const seen = new Set<string>();
    for (let block = 0; block < 2000; block++) {
      philox4x32(words, 0, block, 0, 0, 0, 7, 0);
      seen.add(words.join());
    }
    expect(seen.size).toBe(2000);
  });
});

describe('multiplyHigh', () => {
  it('is the upper half of the 64-bit product', () => {
    fc.assert(
      fc.property(uint32, uint32, (a, b) => {
        expect(multiplyHigh(a, b) >>> 0).toBe(Number((BigInt(a) * BigInt(b)) >> 32n));
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
