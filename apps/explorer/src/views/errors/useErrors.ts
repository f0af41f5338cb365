import { useEffect, useState } from 'preact/hooks';
import { sizeOf } from '../../bundle/index.ts';
import type { Run } from '../../run/run.ts';

/** Observations whose errors are measured, and how many at once: short enough to leave frames for the reader. */
const [most, chunk] = [1000, 50];

/** Reconstructions of the first stored observations, as they come. */
export interface Errors {
  /** ‖y − ỹ‖² of each so far. */
  readonly errors: readonly number[];
  /** [errors, …exampleShape] */
  readonly reconstructions: Float32Array;
  readonly of: number;
  readonly failure?: string;
}

export function useErrors(run: Run): Errors {
  const size = sizeOf(run.card.exampleShape);
  const of = Math.min(most, run.card.images);
  const [found, setFound] = useState<Errors>({ errors: [], reconstructions: new Float32Array(0), of });
  useEffect(() => {
    let live = true;
    const reconstructions = new Float32Array(of * size);
    const errors: number[] = [];
    const measure = async () => {
      for (let row = 0; row < of; row += chunk) {
        const count = Math.min(chunk, of - row);
        const own = run.images.slice(row * size, (row + count) * size);
        reconstructions.set(await run.reconstruct(own), row * size);
        if (!live) return;
        for (let i = row; i < row + count; i++) errors.push(squaredDistance(run.images, reconstructions, i, size));
        setFound({ errors: [...errors], reconstructions, of });
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    };
    measure().catch((error: Error) => setFound({ errors: [...errors], reconstructions, of, failure: error.message }));
    return () => {
      live = false;
    };
  }, [run]);
  return found;
}

/** ‖a − b‖² of one row of each. */
export function squaredDistance(a: Float32Array, b: Float32Array, row: number, size: number): number {
  let sum = 0;
  for (let i = row * size; i < (row + 1) * size; i++) sum += ((a[i] as number) - (b[i] as number)) ** 2;
  return sum;
}
