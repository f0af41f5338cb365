import type * as tf from '@tensorflow/tfjs-core';
import type { HostArray, TableValues } from '../data/hostArray.ts';
import { checkStored } from '../data/table.ts';
import type { Engine } from './engine.ts';
import { rowMapper } from './rowMapper.ts';

export interface MapTableOptions {
  readonly engine: Engine;
  /** [rows, …] → [rows, …], in traceable tfjs ops: an encoder, a decoder, a cost per example. */
  readonly map: (y: tf.Tensor) => tf.Tensor;
  /** The variables that `map` reads. */
  readonly state: readonly tf.Variable[];
  readonly table: HostArray<TableValues>;
  readonly batchSize?: number;
}

/**
 * Apply a map to every row of a table, batch by batch in order, the last partial batch included. What the engine cannot trace runs on the best
 * eager one.
 *
 * @returns [rows of the table, …] on the host
 * @example
 * const codes = await mapTable({ engine, map: model.encode, state: Object.values(model.variables), table: data.y });
 */
export async function mapTable({ engine, map, state, table, batchSize = 500 }: MapTableOptions): Promise<HostArray> {
  checkStored('mapTable, table', table);
  const size = table.shape[0] as number;
  const mapper = await rowMapper({ engine, map, state });
  try {
    const parts: HostArray[] = [];
    for (let from = 0; from < size; from += batchSize) {
      const rows = Int32Array.from({ length: Math.min(batchSize, size - from) }, (_, i) => from + i);
      parts.push(await mapper.of({ table, rows }));
    }
    return concatenate(parts, size);
  } finally {
    mapper.dispose();
  }
}

function concatenate(parts: readonly HostArray[], size: number): HostArray {
  const [first] = parts as [HostArray];
  const length = parts.reduce((sum, part) => sum + part.values.length, 0);
  const values = first.values instanceof Int32Array ? new Int32Array(length) : new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    values.set(part.values, at);
    at += part.values.length;
  }
  return { values, shape: [size, ...first.shape.slice(1)] };
}
