import { mapTable, type Table } from '@latentkit/core';
import { squaredError } from '@latentkit/losses';
import type { OpenRun } from '@latentkit/runs';

/** ‖y − ỹ‖² of every row, [rows]. */
export async function reconstructionErrors({ engine, model }: OpenRun, rows: Table): Promise<Float32Array> {
  const state = Object.values(model.variables);
  const { values } = await mapTable({ engine, map: (y) => squaredError(y, model.reconstruct(y)), state, table: rows });
  return Float32Array.from(values);
}
