import type { BatchOptions } from '../batch/lane.ts';
import { type InputTensor, sizeOf } from '../protocol/tensor.ts';
import type { ServedFunction } from './servedFunction.ts';

/** Runs every function of rows with each number of rows that batches are filled up to, so that no request waits for a graph to be made. */
export async function warmUp(
  models: ReadonlyMap<string, ServedFunction>,
  { maxBatch, maxQueue }: Pick<BatchOptions, 'maxBatch' | 'maxQueue'>,
): Promise<void> {
  const most = Math.min(maxBatch, maxQueue);
  const sizes = new Set([1, 2, 4, 8, 16, 32, 64, most].filter((rows) => rows <= most));
  for (const model of models.values()) {
    // Not those that draw: nothing of theirs is made for a number of rows.
    if (!model.inputs.some(({ name }) => name === 'observation' || name === 'code')) continue;
    for (const rows of sizes) await model.infer(zeros(model, rows));
  }
}

/** Rows of zeros; a caption without words. */
function zeros({ inputs }: ServedFunction, rows: number): ReadonlyMap<string, InputTensor> {
  return new Map(
    inputs
      .filter(({ optional }) => !optional)
      .map(({ name, datatype, shape }) => {
        const whole = shape.map((length) => (length === -1 ? rows : length));
        const size = sizeOf(whole);
        const values = datatype === 'BYTES' ? new Array<string>(size).fill('') : new Float32Array(size);
        return [name, { name, datatype, shape: whole, values }] as const;
      }),
  );
}
