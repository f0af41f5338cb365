import { type Table, table } from '@latentkit/core';
import { isSequence, pixelsOf, type SequenceJob, sizeOf } from '../job/job.ts';
import type { Plan } from './plan.ts';

/** A plan with its files in memory. */
export interface LoadedPlan extends Plan {
  /** [images, …input] of bytes, or [images, tokens] */
  readonly y: Table;
  readonly values: ReadonlyMap<string, Float32Array>;
  /** The next batch: [batch]. The order repeats after its last one. */
  nextRows(): Int32Array;
  /** The next batch is the first one again. */
  rewind(): void;
}

/** A plan from what its files hold; pixels without the header of their file. */
export function loadedPlan(
  plan: Plan,
  { pixels, weights, rows }: { pixels: Uint8Array; weights: Float32Array; rows: Int32Array },
): LoadedPlan {
  const { batchSize } = plan.job;
  let at = 0;
  return {
    ...plan,
    y: isSequence(plan.job)
      ? tokensOf(pixels, plan.job)
      : table(pixels, [pixels.length / pixelsOf(plan.job), ...plan.job.input], 1 / 255),
    values: new Map(plan.weights.map(({ name, shape, at }) => [name, weights.subarray(at, at + sizeOf(shape))])),
    rewind() {
      at = 0;
    },
    nextRows() {
      const from = at;
      at = (at + batchSize) % rows.length;
      return rows.subarray(from, from + batchSize);
    },
  };
}

/** Tokens of each image, from the beginning of its middle row on where there are so many: [images, tokens]. */
function tokensOf(pixels: Uint8Array, { transformer: { tokens, vocabulary } }: SequenceJob): Table {
  const images = pixels.length / 784;
  const from = Math.min(392, 784 - tokens);
  const values = Int32Array.from(
    { length: images * tokens },
    (_, i) => ((pixels[784 * Math.floor(i / tokens) + from + (i % tokens)] as number) * vocabulary) >> 8,
  );
  return table(values, [images, tokens]);
}
