import type { Run } from './run.ts';
import { type Latest, useLatest } from './useLatest.ts';

/** What the decoder makes of codes, within the frame in which they change. */
export const useDecoded = (run: Run, codes: Float32Array, given: number): Latest<Float32Array> =>
  useLatest(() => run.decode(codes, given), [run, codes, given]);
