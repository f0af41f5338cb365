import { mapTable, type Table } from '@latentkit/core';
import type { Network } from '@latentkit/export';
import type { OpenRun } from '@latentkit/runs';
import { concat, reshape, type Tensor, tidy } from '@tensorflow/tfjs-core';

/** What the exported encoder says of every row, both [rows · latent dimensions]; log variances where it gives a posterior. */
export async function codesOf(
  { engine, model }: OpenRun,
  encoder: Network,
  y: Table,
): Promise<{ codes: Float32Array; logVariances?: Float32Array }> {
  let halves = 1;
  const { values } = await mapTable({
    engine,
    state: Object.values(model.variables),
    table: y,
    // One pass for both: [rows, halves · size]
    map: (observation) =>
      tidy(() => {
        const { code, logVariance } = encoder.map({ observation });
        const parts = [code as Tensor, ...(logVariance ? [logVariance] : [])];
        halves = parts.length;
        return concat(
          parts.map((part) => reshape(part, [part.shape[0] as number, -1])),
          1,
        );
      }),
  });
  if (halves === 1) return { codes: values as Float32Array };
  const rows = y.shape[0] as number;
  const size = values.length / rows / 2;
  const half = (from: number) => {
    const part = new Float32Array(rows * size);
    for (let row = 0; row < rows; row++) {
      part.set((values as Float32Array).subarray((2 * row + from) * size, (2 * row + from + 1) * size), row * size);
    }
    return part;
  };
  return { codes: half(0), logVariances: half(1) };
}
