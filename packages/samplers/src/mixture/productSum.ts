/** Vectors that are taken together: their numbers stay in the fast part of memory while every pair is multiplied. */
const together = 256;

/** Σᵢ wᵢ xᵢ xᵢᵀ, summed in the order in which the vectors come. */
export interface ProductSum {
  /** Adds w x xᵀ of x = values[at …] − mean. */
  add(values: Float64Array, at: number, mean: Float64Array, weight: number): void;
  /** The lower triangle of the sum [size, size]. */
  into(matrix: Float64Array): void;
}

/** A sum of outer products. Its time is size² / 2 multiplications per vector, its memory size² numbers. */
export function productSum(size: number): ProductSum {
  // A whole number of tiles: what is over stays 0.
  const wide = 4 * Math.ceil(size / 4);
  const sum = new Float64Array(wide * wide);
  const x = new Float64Array(wide * together);
  const weighted = new Float64Array(wide * together);
  let count = 0;
  const flush = () => {
    for (let a = 0; a < wide; a += 2) {
      for (let b = 0; b <= a + 1; b += 4) addTile(sum, { at: a * wide + b, wide }, [weighted, a], [x, b], count);
    }
    count = 0;
  };
  return {
    add(values, at, mean, weight) {
      for (let j = 0; j < size; j++) {
        const centred = (values[at + j] as number) - (mean[j] as number);
        x[j * together + count] = centred;
        weighted[j * together + count] = weight * centred;
      }
      if (++count === together) flush();
    },
    into(matrix) {
      flush();
      for (let a = 0; a < size; a++) matrix.set(sum.subarray(a * wide, a * wide + a + 1), a * size);
    },
  };
}

/** Two rows by four columns at once: each number that is read is used several times. */
function addTile(
  sum: Float64Array,
  { at, wide }: { at: number; wide: number },
  [rows, a]: readonly [Float64Array, number],
  [columns, b]: readonly [Float64Array, number],
  count: number,
): void {
  const below = at + wide;
  let p0 = sum[at] as number;
  let p1 = sum[at + 1] as number;
  let p2 = sum[at + 2] as number;
  let p3 = sum[at + 3] as number;
  let q0 = sum[below] as number;
  let q1 = sum[below + 1] as number;
  let q2 = sum[below + 2] as number;
  let q3 = sum[below + 3] as number;
  const [p, q] = [a * together, (a + 1) * together];
  const [c0, c1, c2, c3] = [b * together, (b + 1) * together, (b + 2) * together, (b + 3) * together];
  for (let i = 0; i < count; i++) {
    const u = rows[p + i] as number;
    const v = rows[q + i] as number;
    const x0 = columns[c0 + i] as number;
    const x1 = columns[c1 + i] as number;
    const x2 = columns[c2 + i] as number;
    const x3 = columns[c3 + i] as number;
    p0 += u * x0;
    p1 += u * x1;
    p2 += u * x2;
    p3 += u * x3;
    q0 += v * x0;
    q1 += v * x1;
    q2 += v * x2;
    q3 += v * x3;
  }
  sum[at] = p0;
  sum[at + 1] = p1;
  sum[at + 2] = p2;
  sum[at + 3] = p3;
  sum[below] = q0;
  sum[below + 1] = q1;
  sum[below + 2] = q2;
  sum[below + 3] = q3;
}
