import { spread } from './extent.ts';

/** The range of each latent dimension over codes [count, size], without a few outliers. */
export function ranges(codes: Float32Array, size: number): readonly (readonly [number, number])[] {
  const count = codes.length / size;
  return Array.from({ length: size }, (_, k) =>
    spread(Float32Array.from({ length: count }, (_, i) => codes[i * size + k] as number)),
  );
}

/** `count` values from one end of a range to the other. */
export const steps = ([low, high]: readonly [number, number], count: number): number[] =>
  Array.from({ length: count }, (_, i) => low + (i / (count - 1)) * (high - low));

/** The variance of each number over the codes [count, size]. */
export function variances(codes: Float32Array, size: number): readonly number[] {
  const count = codes.length / size;
  return Array.from({ length: size }, (_, k) => {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < count; i++) {
      const value = codes[i * size + k] as number;
      sum += value;
      squares += value * value;
    }
    return squares / count - (sum / count) ** 2;
  });
}

/** The latent dimensions by their variance over the codes, the largest first. */
export function byVariance(codes: Float32Array, size: number): readonly number[] {
  const each = variances(codes, size);
  return each.map((_, k) => k).sort((a, b) => (each[b] as number) - (each[a] as number));
}
