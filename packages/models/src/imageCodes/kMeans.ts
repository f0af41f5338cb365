import { fillUniform } from '@latentkit/core/internal';

/**
 * Lloyd's algorithm from centres drawn as in k-means++; a cluster that loses its last vector is put at the vector farthest from its centre.
 *
 * @param vectors n vectors of d numbers, one after another
 * @param options.draw seed, stream and step of the random numbers
 * @returns the centres, one after another, and how many vectors each has
 * @see Arthur and Vassilvitskii 2007, k-means++
 */
export function kMeans(
  vectors: ArrayLike<number>,
  {
    d,
    size,
    iterations,
    draw,
  }: { d: number; size: number; iterations: number; draw: { seed: number; stream: number; step: number } },
): { readonly centres: Float64Array; readonly counts: Float64Array } {
  const n = vectors.length / d;
  const u = fillUniform(new Float32Array(size), draw);
  const centres = new Float64Array(size * d);
  const [distance, owner] = [new Float64Array(n).fill(Number.POSITIVE_INFINITY), new Int32Array(n)];
  const put = (j: number, vector: number) => {
    for (let i = 0; i < d; i++) centres[j * d + i] = vectors[vector * d + i] as number;
  };
  const near = (j: number) => {
    for (let vector = 0; vector < n; vector++) {
      const apart = squaredDistance(vectors, vector * d, centres, j * d, d);
      if (apart < (distance[vector] as number)) [distance[vector], owner[vector]] = [apart, j];
    }
  };
  for (let j = 0; j < size; j++) {
    put(j, j === 0 ? Math.floor((u[0] as number) * n) : weighted(distance, u[j] as number));
    near(j);
  }
  const counts = new Float64Array(size);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const sums = new Float64Array(size * d);
    counts.fill(0);
    for (let vector = 0; vector < n; vector++) {
      const j = owner[vector] as number;
      counts[j] = (counts[j] as number) + 1;
      for (let i = 0; i < d; i++) sums[j * d + i] = (sums[j * d + i] as number) + (vectors[vector * d + i] as number);
    }
    for (let j = 0; j < size; j++) {
      const count = counts[j] as number;
      if (count > 0) for (let i = 0; i < d; i++) centres[j * d + i] = (sums[j * d + i] as number) / count;
      else {
        const farthest = distance.indexOf(distance.reduce((most, value) => Math.max(most, value)));
        put(j, farthest);
        distance[farthest] = 0;
      }
    }
    distance.fill(Number.POSITIVE_INFINITY);
    for (let j = 0; j < size; j++) near(j);
  }
  counts.fill(0);
  for (const j of owner) counts[j] = (counts[j] as number) + 1;
  return { centres, counts };
}

/** Which vector u ∈ [0, 1) falls on, where each has a part in proportion to its weight; all alike where all weights are 0. */
function weighted(weights: Float64Array, u: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return Math.floor(u * weights.length);
  let left = u * total;
  return Math.max(
    0,
    weights.findIndex((weight) => {
      left -= weight;
      return left < 0;
    }),
  );
}

function squaredDistance(a: ArrayLike<number>, fromA: number, b: ArrayLike<number>, fromB: number, d: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++) sum += ((a[fromA + i] as number) - (b[fromB + i] as number)) ** 2;
  return sum;
}
