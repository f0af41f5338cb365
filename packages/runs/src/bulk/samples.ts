import { type HostArray, table } from '@latentkit/core';
import { rowMapper } from '@latentkit/core/internal';
import type { OpenRun } from '../folder/openRun.ts';
import { drawer } from '../use/drawn.ts';
import { observationColumns } from '../use/observationColumns.ts';
import { allRows } from './beside.ts';
import { type Bulk, batchRows, blockBulk } from './bulk.ts';
import { arrayOf } from './reconstructions.ts';

/** What codes are drawn from: code i is a function of the seed and of i. */
export interface CodeSource {
  /** Codes `first` … `first + count − 1`, [count, latent dimension]. */
  sample(count: number, options: { readonly seed: number; readonly first: number }): HostArray;
}

/**
 * Observations of codes drawn from a distribution, in the units of the data; row i is a function of the seed and of i.
 *
 * @param options.draws y ~ p(y|z), where the model says how likely an observation is; else, and without it, the mean of p(y|z)
 */
export async function bulkSamples(
  run: OpenRun,
  codes: CodeSource,
  { count, seed, draws }: { count: number; seed: number; draws: boolean },
): Promise<Bulk> {
  const { engine, model } = run;
  const drawn = draws ? await drawer(run) : undefined;
  const mapper = drawn
    ? undefined
    : await rowMapper({ engine, map: model.decode, state: Object.values(model.variables) });
  return {
    count,
    async batch(from, to) {
      const z = codes.sample(to - from, { seed, first: from });
      const rows = allRows(table(z.values, [to - from, ...(model.latentShape as readonly number[])]));
      const y = (await (drawn ? drawn.of(rows, { seed, step: from / batchRows }) : mapper?.of(rows))) as HostArray;
      return { block: { rows: to - from, columns: observationColumns(run, y), array: arrayOf(run, y) } };
    },
    async close() {
      mapper?.dispose();
      drawn?.dispose();
    },
  };
}

/** Observations that are there, in the units of the data. @param y [rows, …one observation] */
export const observationsBulk = (run: OpenRun, y: HostArray): Bulk =>
  blockBulk({ rows: y.shape[0] as number, columns: observationColumns(run, y), array: arrayOf(run, y) });
