import { streams } from '@latentkit/core';
import { fillNormal, fillUniform } from '@latentkit/core/internal';

/** The random numbers of one split, in the order in which they are asked for; number i of a draw does not depend on the count. */
export interface Draws {
  /** In [0, 1). */
  uniform(count: number): Float32Array;
  /** Standard normal. */
  normal(count: number): Float32Array;
}

/** Even draws of the stream are the training split's, odd ones the test split's. */
export function draws(seed: number, part: 'train' | 'test'): Draws {
  let step = part === 'train' ? 0 : 1;
  const next = () => {
    const draw = { seed, stream: streams.synthetic, step };
    step += 2;
    return draw;
  };
  return {
    uniform: (count) => fillUniform(new Float32Array(count), next()),
    normal: (count) => fillNormal(new Float32Array(count), next()),
  };
}
