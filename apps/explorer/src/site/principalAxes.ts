import { principalComponents } from '@latentkit/metrics';
import type { RunCard } from '../index.ts';
import { rowsOf } from './rowsOf.ts';

const mostAxes = 16;

/** Latent dimensions above which the eigenvectors of a covariance take too long: the first codes stand for all, in the space they span. */
const wide = 256;

/**
 * The axes along which codes vary most.
 *
 * @param codes [rows, size]
 */
export function principalAxes(codes: Float32Array, size: number): RunCard['principal'] {
  if (codes.length === size) return { mean: [...codes], axes: [], variances: [] };
  if (size > wide) return spanned(codes.subarray(0, wide * size), size);
  const { mean, components, variances } = principalComponents({ values: codes, shape: [codes.length / size, size] });
  return firstOf({ mean, axes: rowsOf(components, size), variances });
}

const firstOf = ({ mean, axes, variances }: { mean: Float64Array; axes: number[][]; variances: Float64Array }) => ({
  mean: [...mean],
  axes: axes.slice(0, mostAxes),
  variances: [...variances.subarray(0, mostAxes)],
});

/** The same of fewer codes than numbers: their covariance in an orthonormal basis of what they span. */
function spanned(codes: Float32Array, size: number): RunCard['principal'] {
  const rows = rowsOf(codes, size);
  const mean = Float64Array.from({ length: size }, (_, j) => rows.reduce((sum, row) => sum + (row[j] as number), 0));
  for (let j = 0; j < size; j++) mean[j] = (mean[j] as number) / rows.length;
  const centred = rows.map((row) => row.map((value, j) => value - (mean[j] as number)));
  const basis = orthonormal(centred);
  const within = centred.flatMap((row) => basis.map((direction) => dot(row, direction)));
  if (basis.length === 0) return { mean: [...mean], axes: [], variances: [] };
  const { components, variances } = principalComponents({ values: within, shape: [rows.length, basis.length] });
  const axes = rowsOf(components, basis.length)
    .slice(0, mostAxes)
    .map((weights) =>
      Array.from({ length: size }, (_, j) =>
        basis.reduce((sum, direction, i) => sum + (weights[i] as number) * (direction[j] as number), 0),
      ),
    );
  return firstOf({ mean, axes, variances });
}

/** Gram and Schmidt's basis; what the rows before span adds none. */
function orthonormal(rows: readonly (readonly number[])[]): number[][] {
  const least = 1e-6 * Math.max(...rows.map((row) => Math.sqrt(dot(row, row))));
  const basis: number[][] = [];
  for (const row of rows) {
    const rest = [...row];
    for (const direction of basis) {
      const along = dot(rest, direction);
      for (let j = 0; j < rest.length; j++) rest[j] = (rest[j] as number) - along * (direction[j] as number);
    }
    const length = Math.sqrt(dot(rest, rest));
    if (length > least) basis.push(rest.map((value) => value / length));
  }
  return basis;
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j] as number) * (b[j] as number);
  return sum;
}
