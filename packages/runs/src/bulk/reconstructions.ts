import type { HostArray } from '@latentkit/core';
import { gather } from '@latentkit/core';
import { rowMapper } from '@latentkit/core/internal';
import { unstandardize } from '@latentkit/datasets';
import type { OpenRun } from '../folder/openRun.ts';
import { observationColumns } from '../use/observationColumns.ts';
import type { RowRanges } from '../use/rowRanges.ts';
import { allRows, nameBeside } from './beside.ts';
import type { Bulk } from './bulk.ts';

/**
 * ỹ = Dec(Enc(y)) of every row, in the units of the data: the row's number, each number of it, and each of its reconstruction; as an array the
 * reconstructions alone, [rows, …one observation].
 */
export async function bulkReconstructions(run: OpenRun, ranges: RowRanges): Promise<Bulk> {
  const { engine, model } = run;
  const mapper = await rowMapper({ engine, map: model.reconstruct, state: Object.values(model.variables) });
  return {
    count: ranges.count,
    async batch(from, to) {
      const used = await ranges.read(from, to);
      const rows = used.rows.length;
      const made: HostArray =
        rows === 0 ? { values: new Float32Array(), shape: used.y.shape } : await mapper.of(allRows(used.y));
      const y = { values: gather(allRows(used.y)), shape: used.y.shape };
      const columns = [...observationColumns(run, y), ...observationColumns(run, made, '_reconstruction')];
      return {
        block: {
          rows,
          columns: [{ name: nameBeside('row', columns), type: 'integer', values: used.rows }, ...columns],
          array: arrayOf(run, made),
        },
        places: used.places,
      };
    },
    async close() {
      mapper.dispose();
      await ranges.close();
    },
  };
}

/** Observations as numbers in the units of the data; of a categorical column the share of each category. */
export function arrayOf({ trainedOn: { standardization } }: OpenRun, { values, shape }: HostArray) {
  const numbers = standardization ? unstandardize(values, standardization) : values;
  return { values: Float32Array.from(numbers), row: shape.slice(1) };
}
