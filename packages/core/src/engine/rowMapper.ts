import type * as tf from '@tensorflow/tfjs-core';
import type { HostArray } from '../data/hostArray.ts';
import type { Rows } from '../data/table.ts';
import type { Engine } from './engine.ts';
import { fallingBack } from './fallingBack.ts';

/** A map that stays ready: the engine traces it once for each size of batch. */
export interface RowMapper {
  /** [rows, …] of these rows. */
  of(rows: Rows): Promise<HostArray>;
  dispose(): void;
}

/**
 * A map of tfjs operations, ready for batch after batch. What the engine cannot trace runs on the best eager one.
 *
 * @param options.map [rows, …] → [rows, …]
 * @param options.state the variables that it reads
 */
export async function rowMapper({
  engine,
  map,
  state,
}: {
  readonly engine: Engine;
  readonly map: (y: tf.Tensor) => tf.Tensor;
  readonly state: readonly tf.Variable[];
}): Promise<RowMapper> {
  const program = await fallingBack(engine).program(({ y }) => ({ mapped: map(y as tf.Tensor) }), state);
  return {
    of: async (rows) => (await program.run({ y: rows }, { seed: 0, step: 0 })).mapped as HostArray,
    dispose: () => program.dispose(),
  };
}
