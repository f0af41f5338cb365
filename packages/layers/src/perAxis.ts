/** A number for both axes of an image, or [along the height, along the width]. */
export type PerAxis = number | readonly [number, number];

export type Pair = [number, number];

export function toPair(value: PerAxis): Pair {
  return typeof value === 'number' ? [value, value] : [value[0], value[1]];
}
