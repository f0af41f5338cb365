/** L [size, size] with L Lᵀ = Σ; its columns from `rank` on are 0. */
export interface Root {
  readonly values: Float64Array;
  readonly rank: number;
}

/**
 * A square root L of a covariance, L Lᵀ = Σ, in size³ / 6 multiplications at most.
 *
 * Lower triangular where Σ has full rank. Where it has not, rows of L are in the order of Σ, but the dimension that varies most, given those before,
 * is taken next, until nothing is left that varies: codes of a subspace have as many columns as the subspace has dimensions.
 * A dimension varies where its variance, given those before, is more than rounding leaves of its whole variance, so its scale does not matter.
 *
 * @param sigma Σ [size, size], positive semi-definite; the mean of both triangles is taken
 * @see Higham, "Analysis of the Cholesky decomposition of a semi-definite matrix", 1990
 */
export function cholesky(sigma: Float64Array, size: number): Root {
  const entry = (i: number, j: number) => ((sigma[i * size + j] as number) + (sigma[j * size + i] as number)) / 2;
  return triangular(entry, size) ?? pivoted(entry, size);
}

type Entry = (i: number, j: number) => number;

/** What rounding leaves of a variance that other dimensions explain, as a part of it. */
const lost = (size: number) => size * Number.EPSILON;

/** Undefined where a dimension depends on those before. */
function triangular(entry: Entry, size: number): Root | undefined {
  const values = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    let left = entry(j, j);
    for (let k = 0; k < j; k++) {
      const at = (entry(j, k) - dot(values, j * size, k * size, k)) / (values[k * size + k] as number);
      values[j * size + k] = at;
      left -= at * at;
    }
    if (!(left > lost(size) * entry(j, j))) return undefined;
    values[j * size + j] = Math.sqrt(left);
  }
  return { values, rank: size };
}

function pivoted(entry: Entry, size: number): Root {
  const values = new Float64Array(size * size);
  const whole = Float64Array.from({ length: size }, (_, j) => entry(j, j));
  const left = whole.slice();
  const others = Array.from(whole.keys()).filter((j) => (whole[j] as number) > 0);
  const share = (j: number) => (left[j] as number) / (whole[j] as number);
  let rank = 0;
  for (; others.length > 0; rank++) {
    const next = others.reduce((most, j) => (share(j) > share(most) ? j : most));
    if (share(next) <= lost(size)) break;
    others.splice(others.indexOf(next), 1);
    const pivot = Math.sqrt(left[next] as number);
    values[next * size + rank] = pivot;
    for (const j of others) {
      const at = (entry(j, next) - dot(values, j * size, next * size, rank)) / pivot;
      values[j * size + rank] = at;
      left[j] = (left[j] as number) - at * at;
    }
  }
  return { values, rank };
}

/** Σ of `count` products of numbers from a and from b on. */
function dot(values: Float64Array, a: number, b: number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += (values[a + i] as number) * (values[b + i] as number);
  return sum;
}
