import { damaged } from './readDescription.ts';

/** What a layer's config says of the sizes of its weights. */
const sizes = new Set(['units', 'filters', 'input_dim', 'output_dim', 'depth_multiplier', 'kernel_size']);

/** The largest size of anything else, such as the sides of an image. */
const most = 2 ** 24;

/**
 * Refuse a topology that asks for more than a file of this many weights can be of, before memory is taken for it.
 *
 * @param at of the topology in its file, e.g. `networks.encoder`
 * @throws `FILE_FORMAT` naming the place
 */
export function checkSizes(topology: unknown, { at, numbers }: { at: string; numbers: number }): void {
  // By a list of what is left to see, as a hostile file may be nested deeper than a stack.
  const rest: { value: unknown; at: string; limit: number }[] = [{ value: topology, at, limit: most }];
  for (let next = rest.pop(); next; next = rest.pop()) {
    const { value, at: place, limit } = next;
    if (typeof value === 'number' && value > limit) throw damaged(`at most ${limit} at ${place}`, String(value));
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      rest.push({ value: inner, at: `${place}.${key}`, limit: sizes.has(key) ? numbers : limit });
    }
  }
}
