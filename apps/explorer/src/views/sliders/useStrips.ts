import { traversal } from '@latentkit/samplers';
import { useEffect, useState } from 'preact/hooks';
import { steps } from '../../latent/ranges.ts';
import type { Run } from '../../run/run.ts';

/** Pictures of a strip. */
export const across = 9;

/**
 * A strip for each number of `shown`: the code with that number moved over its range.
 *
 * They are decoded one strip a frame once the code has rested for a moment, so that a drag has the decoder to itself.
 *
 * @returns [across, …exampleShape] by the number's index
 */
export function useStrips(
  run: Run,
  code: Float32Array,
  shown: readonly number[],
  ranges: readonly (readonly [number, number])[],
  given: number,
): ReadonlyMap<number, Float32Array> {
  const [strips, setStrips] = useState<ReadonlyMap<number, Float32Array>>(new Map());
  useEffect(() => {
    let live = true;
    const decode = async () => {
      for (const axis of shown) {
        await frame();
        if (!live) return;
        const codes = traversal(code, axis, steps(ranges[axis] ?? [-1, 1], across));
        const strip = await run.decode(codes.values as Float32Array, given);
        if (live) setStrips((old) => new Map(old).set(axis, strip));
      }
    };
    // The picture of the code itself is decoded first and says what fails.
    const timer = setTimeout(() => decode().catch(() => {}), 60);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [run, code, shown, ranges, given]);
  return strips;
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
