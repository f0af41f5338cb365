import { rowMapper } from '@latentkit/core/internal';
import type { OpenRun } from '../folder/openRun.ts';
import { latentSize } from '../use/onRun.ts';
import type { RowRanges } from '../use/rowRanges.ts';
import { allRows, classColumn } from './beside.ts';
import type { BulkColumn } from './block.ts';
import type { Bulk } from './bulk.ts';

/** z = Enc(y) of every row: the row's number, z0, z1, …, its class where there is one; as an array only the codes, [rows, latent dimension]. */
export async function bulkCodes({ engine, model, ...run }: OpenRun, ranges: RowRanges): Promise<Bulk> {
  const mapper = await rowMapper({ engine, map: model.encode, state: Object.values(model.variables) });
  const size = latentSize({ engine, model, ...run });
  const withClass = await classColumn(ranges);
  return {
    count: ranges.count,
    async batch(from, to) {
      const used = await ranges.read(from, to);
      const values = used.rows.length === 0 ? new Float32Array() : (await mapper.of(allRows(used.y))).values;
      const codes = Array.from({ length: size }, (_, at): BulkColumn => {
        const column = new Float32Array(used.rows.length);
        for (let row = 0; row < column.length; row++) column[row] = values[row * size + at] as number;
        return { name: `z${at}`, type: 'float', values: column };
      });
      const columns: BulkColumn[] = [{ name: 'row', type: 'integer', values: used.rows }, ...codes, ...withClass(used)];
      const array = { values: Float32Array.from(values), row: [size] };
      return { block: { rows: used.rows.length, columns, array }, places: used.places };
    },
    async close() {
      mapper.dispose();
      await ranges.close();
    },
  };
}
