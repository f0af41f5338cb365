import type { HostArray } from '@latentkit/core';
import { cacheShape } from './readToken.ts';
import type { TextToImageModel } from './textToImageModel.ts';

/** Keys and values of what was read, on the host, where engines read them in place. */
export interface KeyValueCache {
  /** `keys0`, `values0`, … of each block, of `cacheShape`: inputs of the step that reads an index. */
  readonly arrays: Readonly<Record<string, HostArray<Float32Array>>>;
  /** Takes in what a step gave of these names, [sequences, tokens, width], from a position on. */
  write(read: Readonly<Record<string, HostArray>>, position: number): void;
}

/** An empty cache for some sequences. What it holds from the position of a read on is not seen, so that it serves one drawing after another. */
export function keyValueCache(model: TextToImageModel, sequences: number): KeyValueCache {
  const shape = cacheShape(model, sequences);
  const size = shape.reduce((product, length) => product * length, 1);
  const names = model.weights.blocks.flatMap((_, i) => [`keys${i}`, `values${i}`]);
  const arrays = Object.fromEntries(names.map((name) => [name, { values: new Float32Array(size), shape }]));
  return {
    arrays,
    write(read, position) {
      for (const name of names) {
        const { values, shape: given } = read[name] as HostArray;
        insert(values, { into: arrays[name]?.values as Float32Array, shape, tokens: given[1] as number, position });
      }
    },
  };
}

/** Rows [sequences, tokens, heads · d] into [sequences, heads, places, d]. */
function insert(
  rows: ArrayLike<number>,
  {
    into,
    shape: [sequences, heads, places, d],
    tokens,
    position,
  }: { into: Float32Array; shape: readonly [number, number, number, number]; tokens: number; position: number },
): void {
  let from = 0;
  for (let sequence = 0; sequence < sequences; sequence++)
    for (let token = 0; token < tokens; token++)
      for (let head = 0; head < heads; head++) {
        const to = ((sequence * heads + head) * places + position + token) * d;
        // A loop, not a view: these are a few numbers of many heads, once a token.
        for (let i = 0; i < d; i++) into[to + i] = rows[from++] as number;
      }
}
