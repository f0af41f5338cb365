/** Rows of numbers in float64, [rows · size]. */
interface Rows {
  readonly values: Float64Array;
  readonly rows: number;
  readonly size: number;
}

/** Numbers of train rows at a time: 32 kB of float64, which stay in the first-level cache while a group of test rows meets them. */
const BLOCK = 4096;
/** Test rows that meet a block before the next is loaded. */
const GROUP = 256;
/** Test and train rows whose products are summed at once, in registers. */
const TILE = { test: 4, train: 2 };

/**
 * For each test row the `neighbors` train rows of the least Euclidean distance, nearest first, by looking at every pair.
 *
 * ‖x − y‖² = ‖x‖² + ‖y‖² − 2 xᵀy in float64, about the train mean, so that little cancels. Of equal distances the smaller row number is nearer.
 * Cost: rows · rows · size multiplications, about 2·10⁹ a second on one core.
 *
 * @returns row numbers [test.rows, neighbors]
 */
export function nearestRows(train: Rows, test: Rows, neighbors: number): Int32Array {
  const { size } = train;
  const mean = meanRow(train);
  const known = centred(train, mean, TILE.train);
  const asked = centred(test, mean, TILE.test);
  const best: Best = {
    rows: new Int32Array(test.rows * neighbors),
    distances: new Float64Array(test.rows * neighbors).fill(Infinity),
    neighbors,
  };
  const block = TILE.train * Math.max(1, Math.floor(BLOCK / size / TILE.train));
  const distances = new Float64Array(TILE.test * block);
  for (let group = 0; group < test.rows; group += GROUP) {
    for (let from = 0; from < train.rows; from += block) {
      const count = Math.min(block, train.rows - from);
      for (let tile = group; tile < Math.min(group + GROUP, test.rows); tile += TILE.test) {
        distancesOfTile(known, asked.values, { from, count, tile, size, block }, distances);
        for (let row = 0; row < TILE.test && tile + row < test.rows; row++) {
          keepNearest(best, tile + row, distances.subarray(row * block, row * block + count), from);
        }
      }
    }
  }
  return best.rows;
}

interface Centred {
  /** [rows, rounded up, · size] */
  readonly values: Float64Array;
  readonly squares: Float64Array;
}

/** distances[row · block + i] = ‖y‖² − 2 xᵀy: what ‖x − y‖² is but for ‖x‖², which all candidates of x share. */
function distancesOfTile(
  { values: y, squares }: Centred,
  x: Float64Array,
  { from, count, tile, size, block }: { from: number; count: number; tile: number; size: number; block: number },
  distances: Float64Array,
): void {
  const x0 = tile * size;
  const x1 = x0 + size;
  const x2 = x1 + size;
  const x3 = x2 + size;
  for (let i = 0; i < count; i += 2) {
    const y0 = (from + i) * size;
    const y1 = y0 + size;
    let a0 = 0;
    let a1 = 0;
    let a2 = 0;
    let a3 = 0;
    let b0 = 0;
    let b1 = 0;
    let b2 = 0;
    let b3 = 0;
    for (let j = 0; j < size; j++) {
      const a = y[y0 + j] as number;
      const b = y[y1 + j] as number;
      a0 += a * (x[x0 + j] as number);
      a1 += a * (x[x1 + j] as number);
      a2 += a * (x[x2 + j] as number);
      a3 += a * (x[x3 + j] as number);
      b0 += b * (x[x0 + j] as number);
      b1 += b * (x[x1 + j] as number);
      b2 += b * (x[x2 + j] as number);
      b3 += b * (x[x3 + j] as number);
    }
    const a = squares[from + i] as number;
    const b = squares[from + i + 1] as number;
    distances[i] = a - 2 * a0;
    distances[block + i] = a - 2 * a1;
    distances[2 * block + i] = a - 2 * a2;
    distances[3 * block + i] = a - 2 * a3;
    distances[i + 1] = b - 2 * b0;
    distances[block + i + 1] = b - 2 * b1;
    distances[2 * block + i + 1] = b - 2 * b2;
    distances[3 * block + i + 1] = b - 2 * b3;
  }
}

/** A list for each test row, nearest first: [test rows, neighbors]. */
interface Best {
  readonly rows: Int32Array;
  readonly distances: Float64Array;
  readonly neighbors: number;
}

/** Insert into the list of a row what is nearer than its last. */
function keepNearest({ rows, distances, neighbors }: Best, row: number, candidates: Float64Array, from: number): void {
  const first = row * neighbors;
  const last = first + neighbors - 1;
  let farthest = distances[last] as number;
  for (let i = 0; i < candidates.length; i++) {
    const distance = candidates[i] as number;
    if (distance >= farthest) continue;
    let place = last;
    for (; place > first && distance < (distances[place - 1] as number); place--) {
      distances[place] = distances[place - 1] as number;
      rows[place] = rows[place - 1] as number;
    }
    distances[place] = distance;
    rows[place] = from + i;
    farthest = distances[last] as number;
  }
}

function meanRow({ values, rows, size }: Rows): Float64Array {
  const mean = new Float64Array(size);
  values.forEach((value, i) => {
    mean[i % size] = (mean[i % size] as number) + value / rows;
  });
  return mean;
}

/** Rows − mean and their squared norms, with rows of 0 up to a multiple. */
function centred({ values, rows, size }: Rows, mean: Float64Array, multiple: number): Centred {
  const moved = new Float64Array(Math.ceil(rows / multiple) * multiple * size);
  const squares = new Float64Array(Math.ceil(rows / multiple) * multiple);
  values.forEach((value, i) => {
    const difference = value - (mean[i % size] as number);
    const row = Math.floor(i / size);
    moved[i] = difference;
    squares[row] = (squares[row] as number) + difference * difference;
  });
  return { values: moved, squares };
}
