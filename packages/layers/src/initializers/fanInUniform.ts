import { sizeOf } from '../sizes.ts';
import type { Initializer } from './initializer.ts';

/** PyTorch's default for linear and convolution layers: kernel and bias uniform in ±1/√fanIn (`kaiming_uniform_` with a = √5). */
export const fanInUniform: Initializer = ({ shape, fanIn }, draws) => {
  const bound = 1 / Math.sqrt(fanIn);
  return draws.uniform(sizeOf(shape)).map((u) => bound * (2 * u - 1));
};
