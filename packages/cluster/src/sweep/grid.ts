import { type Dimension, type Point, type Space, valueAt } from './space.ts';

/** Values of a dimension; none of one that is continuous. */
function countOf(dimension: Dimension): number | undefined {
  if (dimension.kind === 'choice') return dimension.values.length;
  const { low, high, step } = dimension;
  return step === undefined ? undefined : Math.floor((high - low) / step + 1e-9) + 1;
}

/** Points of a space; none of one that is continuous in some dimension. */
export function sizeOf(space: Space): number | undefined {
  let size = 1;
  for (const dimension of Object.values(space)) {
    const count = countOf(dimension);
    if (count === undefined) return undefined;
    size *= count;
  }
  return size;
}

/** A point of a finite space by its place in the order in which the last parameter changes fastest. */
export function pointAt(space: Space, place: number): Point {
  let rest = place;
  const values: [string, unknown][] = [];
  for (const [name, dimension] of Object.entries(space).reverse()) {
    const count = countOf(dimension) as number;
    values.unshift([name, nth(dimension, rest % count)]);
    rest = Math.floor(rest / count);
  }
  return Object.fromEntries(values);
}

function nth(dimension: Dimension, i: number): unknown {
  if (dimension.kind === 'choice') return dimension.values[i];
  const value = dimension.low + i * (dimension.step as number);
  return valueAt(dimension, dimension.log ? Math.log(value) : value);
}
