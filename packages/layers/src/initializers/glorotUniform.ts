import { sizeOf } from '../sizes.ts';
import type { Initializer } from './initializer.ts';

/** Glorot and Bengio (2010), equation 16: kernel uniform in ±√(6/(fanIn + fanOut)), bias zero. */
export const glorotUniform: Initializer = ({ kind, shape, fanIn, fanOut }, draws) => {
  if (kind === 'bias') return new Float32Array(sizeOf(shape));
  const bound = Math.sqrt(6 / (fanIn + fanOut));
  return draws.uniform(sizeOf(shape)).map((u) => bound * (2 * u - 1));
};
