import { sizeOf } from '../sizes.ts';
import type { Initializer } from './initializer.ts';

/** He et al. (2015), equation 10: kernel normal with variance 2/fanIn, not truncated, bias zero. */
export const heNormal: Initializer = ({ kind, shape, fanIn }, draws) => {
  if (kind === 'bias') return new Float32Array(sizeOf(shape));
  const deviation = Math.sqrt(2 / fanIn);
  return draws.normal(sizeOf(shape)).map((e) => deviation * e);
};
