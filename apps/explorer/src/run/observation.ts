import { sizeOf } from '../bundle/index.ts';
import type { Run } from './run.ts';

/** One of the stored observations [1, …exampleShape]. */
export function observation({ card, images }: Pick<Run, 'card' | 'images'>, row: number): Float32Array {
  const size = sizeOf(card.exampleShape);
  return images.subarray(row * size, (row + 1) * size);
}

/** One of the stored codes [1, …latentShape]. */
export function codeOf({ card, codes }: Pick<Run, 'card' | 'codes'>, row: number): Float32Array {
  const size = sizeOf(card.latentShape);
  return codes.subarray(row * size, (row + 1) * size);
}
