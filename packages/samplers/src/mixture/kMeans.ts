import { streams } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import type { Codes } from './estimate.ts';

/** More are not worth their time: what follows improves the start anyway. */
const ROUNDS = 30;

/**
 * To which of k groups each code belongs: centres spread by k-means++, then Lloyd's rounds.
 *
 * @returns [rows], each 0 … groups − 1
 * @see Arthur & Vassilvitskii, "k-means++: the advantages of careful seeding", 2007; its last section has the greedy choice
 */
export function kMeans(codes: Codes, groups: number, { seed, step }: { seed: number; step: number }): Int32Array {
  const candidates = 2 + Math.floor(Math.log(groups));
  const draws = fillUniform(new Float32Array(groups * candidates), { seed, stream: streams.samplerFits, step });
  const centres = spread(codes, groups, draws);
  const group = new Int32Array(codes.rows).fill(-1);
  for (let round = 0; round < ROUNDS && assign(codes, centres, group); round++) recentre(codes, group, centres);
  return group;
}

/**
 * The first centre is any code. For each further one, candidates are drawn in proportion to the squared distance to the nearest centre, and the
 * one that leaves the least sum of these distances is taken.
 *
 * @param draws uniform [groups · candidates]
 */
function spread(codes: Codes, groups: number, draws: Float32Array): Float64Array {
  const { values, rows, size } = codes;
  const centres = new Float64Array(groups * size);
  const candidates = draws.length / groups;
  let nearest = new Float64Array(rows).fill(Infinity);
  for (let k = 0; k < groups; k++) {
    const weights = k === 0 ? new Float64Array(rows).fill(1) : nearest;
    const choices = Array.from(draws.subarray(k * candidates, k === 0 ? 1 : (k + 1) * candidates), (u) => {
      const chosen = drawn(weights, u);
      const left = nearest.map((d, i) => Math.min(d, squaredDistance(values, i * size, values, chosen * size, size)));
      return { chosen, left, inertia: sum(left) };
    });
    const best = choices.reduce((a, b) => (b.inertia < a.inertia ? b : a));
    centres.set(values.subarray(best.chosen * size, (best.chosen + 1) * size), k * size);
    nearest = best.left;
  }
  return centres;
}

/** An index with a probability in proportion to its weight. */
function drawn(weights: Float64Array, u: number): number {
  let left = u * sum(weights);
  let chosen = 0;
  while (chosen < weights.length - 1 && left >= (weights[chosen] as number)) left -= weights[chosen++] as number;
  return chosen;
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

/** @returns whether a code changed its group */
function assign({ values, rows, size }: Codes, centres: Float64Array, group: Int32Array): boolean {
  let changed = false;
  for (let i = 0; i < rows; i++) {
    let best = 0;
    let least = Infinity;
    for (let k = 0; k * size < centres.length; k++) {
      const d = squaredDistance(values, i * size, centres, k * size, size);
      if (d < least) {
        least = d;
        best = k;
      }
    }
    changed ||= group[i] !== best;
    group[i] = best;
  }
  return changed;
}

/** Each centre becomes the mean of its group; that of an empty group stays. */
function recentre({ values, rows, size }: Codes, group: Int32Array, centres: Float64Array): void {
  const sums = new Float64Array(centres.length);
  const counts = new Float64Array(centres.length / size);
  for (let i = 0; i < rows; i++) {
    const k = group[i] as number;
    counts[k] = (counts[k] as number) + 1;
    for (let j = 0; j < size; j++)
      sums[k * size + j] = (sums[k * size + j] as number) + (values[i * size + j] as number);
  }
  sums.forEach((sum, at) => {
    const count = counts[Math.floor(at / size)] as number;
    if (count > 0) centres[at] = sum / count;
  });
}

function squaredDistance(a: Float64Array, atA: number, b: Float64Array, atB: number, size: number): number {
  let sum = 0;
  for (let j = 0; j < size; j++) sum += ((a[atA + j] as number) - (b[atB + j] as number)) ** 2;
  return sum;
}
