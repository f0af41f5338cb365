import { expect, it } from 'vitest';
import { hashOf } from './constants.ts';

const weights = () => Float32Array.from({ length: 64 }, (_, i) => Math.sin(i + 1));
const bytesOf = (values: Float32Array) => new Uint8Array(values.buffer);

it('a hash is one of the bytes, wherever they lie', () => {
  const bytes = bytesOf(weights()).slice(0, 255);
  const moved = new Uint8Array(258).fill(7);
  moved.set(bytes, 3);
  expect(hashOf(moved.subarray(3))).toBe(hashOf(bytes));
  expect(hashOf(bytes.subarray(0, 254))).not.toBe(hashOf(bytes));
});

it('differs, in both halves, for weights with other signs, in another order, with one more zero', () => {
  const variants = [weights()];
  for (let i = 0; i < 64; i++) {
    for (let k = i; k < 64; k++) {
      const turned = weights();
      for (const at of new Set([i, k])) turned[at] = -(turned[at] as number);
      variants.push(turned);
      if (k > i)
        variants.push(
          weights()
            .with(i, weights()[k] as number)
            .with(k, weights()[i] as number),
        );
    }
  }
  variants.push(Float32Array.from([...weights(), 0]));
  const hashes = variants.map((values) => hashOf(bytesOf(values)).split(':')[1] as string);
  expect(new Set(hashes).size).toBe(variants.length);
  for (const half of [0, -8])
    expect(new Set(hashes.map((hash) => hash.slice(half, half + 8 || undefined))).size).toBeGreaterThan(
      variants.length - 5,
    );
});
