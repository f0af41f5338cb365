import { nearestRows } from '../../classification/nearestRows.ts';

/** Pᵢⱼ > 0 of neighbours, row by row: row i has the entries from starts[i] up to starts[i + 1]. */
export interface Affinities {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/**
 * Pᵢⱼ = (pⱼ|ᵢ + pᵢ|ⱼ) / 2n with pⱼ|ᵢ ∝ exp(−‖xᵢ − xⱼ‖² / 2σᵢ²) over the 3 · perplexity nearest j, σᵢ such that 2^H(p·|ᵢ) = perplexity.
 *
 * @see van der Maaten, "Accelerating t-SNE using tree-based algorithms", JMLR 15 (2014), equations 1–3 and 6
 */
export function affinities(
  x: { readonly values: Float64Array; readonly rows: number; readonly size: number },
  perplexity: number,
): Affinities {
  const { values, rows, size } = x;
  const neighbors = Math.min(rows - 1, Math.floor(3 * perplexity));
  // One more: each is nearest to itself.
  const nearest = nearestRows(x, x, neighbors + 1);
  const symmetric = Array.from({ length: rows }, () => new Map<number, number>());
  for (let i = 0; i < rows; i++) {
    const others = Array.from(nearest.subarray(i * (neighbors + 1), (i + 1) * (neighbors + 1))).filter((j) => j !== i);
    const columns = others.slice(0, neighbors);
    const distances = Float64Array.from(columns, (j) => squaredDistance(values, i * size, j * size, size));
    conditional(distances, perplexity).forEach((p, at) => {
      const j = columns[at] as number;
      const half = p / (2 * rows);
      symmetric[i]?.set(j, (symmetric[i]?.get(j) ?? 0) + half);
      symmetric[j]?.set(i, (symmetric[j]?.get(i) ?? 0) + half);
    });
  }
  const starts = new Int32Array(rows + 1);
  symmetric.forEach((row, i) => {
    starts[i + 1] = (starts[i] as number) + row.size;
  });
  return {
    starts,
    columns: Int32Array.from(symmetric.flatMap((row) => [...row.keys()])),
    values: Float64Array.from(symmetric.flatMap((row) => [...row.values()])),
  };
}

/** p ∝ exp(−β d) of the entropy log(perplexity), β by bisection. */
function conditional(distances: Float64Array, perplexity: number): Float64Array {
  const least = distances.reduce((m, d) => Math.min(m, d), Infinity);
  const goal = Math.log(perplexity);
  let [low, high, beta] = [0, Infinity, 1];
  let p = distances;
  for (let round = 0; round < 100; round++) {
    // Bound to this round's β.
    const factor = beta;
    const weights = distances.map((d) => Math.exp(-factor * (d - least)));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    p = weights.map((weight) => weight / sum);
    // H = log Σ w + β E[d − least]
    const entropy =
      Math.log(sum) + factor * p.reduce((total, q, j) => total + q * ((distances[j] as number) - least), 0);
    if (Math.abs(entropy - goal) < 1e-6) break;
    if (entropy > goal) low = beta;
    else high = beta;
    beta = high === Infinity ? 2 * beta : (low + high) / 2;
  }
  return p;
}

function squaredDistance(values: Float64Array, a: number, b: number, size: number): number {
  let sum = 0;
  for (let j = 0; j < size; j++) sum += ((values[a + j] as number) - (values[b + j] as number)) ** 2;
  return sum;
}
