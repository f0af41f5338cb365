import { type FileHandle, open } from 'node:fs/promises';
import type { Table } from '@latentkit/core';
import { npyHead } from '@latentkit/core/internal';
import type { Split } from '../dataset.ts';
import { type BoundColumn, boundColumns } from '../tabular/boundColumns.ts';
import { rangeOf } from '../tabular/columnFacts.ts';
import { encodeRows } from '../tabular/encodeRows.ts';
import { encodedColumns, type Plan } from '../tabular/plan.ts';
import type { SourceTable } from '../tabular/sourceTable.ts';
import { chosen, type Planned } from './plannedTable.ts';
import type { SpooledTable } from './spooledTable.ts';
import { unwritable } from './unwritable.ts';

/** Training rows into a .npy file; classes, targets and the test split in memory. @returns `range` of all their numbers too */
export async function writeRows(
  table: SpooledTable,
  { plan, use, trainRows, testRows }: Planned,
  target: string,
): Promise<{ label?: Table; target?: Table; test: Split; range: readonly [number, number] }> {
  const width = encodedColumns(plan).names.length;
  const file = await open(target, 'wx').catch(unwritable(target));
  const train = gathered(trainRows.length, width, false);
  const test = gathered(testRows.length, width, true);
  let range: readonly [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  try {
    await put(file, npyHead([trainRows.length, width]), target);
    for await (const part of table.parts()) {
      const columns = boundColumns(plan, part);
      const split = (as: number) => encodedAt(part, { plan, columns, rows: chosen(part, use, as), table });
      const some = await split(1);
      const { buffer, byteOffset, byteLength } = some.y.values;
      await put(file, new Uint8Array(buffer, byteOffset, byteLength), target);
      train.add(some);
      const held = await split(2);
      test.add(held);
      range = wider(wider(range, some), held);
    }
  } finally {
    await file.close();
  }
  const { y: _, ...sides } = train.done();
  return { ...sides, test: test.done(), range };
}

function wider([least, most]: readonly [number, number], { y }: Split): readonly [number, number] {
  const { least: low, most: high } = rangeOf(y.values as Float32Array);
  return [Math.min(least, low), Math.max(most, high)];
}

/** An error of a part names the row of the part; here the line of the text is looked up. */
async function encodedAt(
  part: SourceTable & { readonly from: number },
  {
    plan,
    columns,
    rows,
    table,
  }: { plan: Plan; columns: readonly BoundColumn[]; rows: Int32Array; table: SpooledTable },
): Promise<Split> {
  let broken: number | undefined;
  const watched: SourceTable = {
    ...part,
    place(row) {
      broken = part.from + row;
      return part.place(row);
    },
  };
  try {
    return encodeRows(plan, columns, rows, watched);
  } catch (error) {
    if (broken === undefined) throw error;
    const place = await table.place(broken);
    return encodeRows(plan, columns, rows, { ...part, place: () => place });
  }
}

/** Splits one after the other as one. @param whole false keeps no observations, only what belongs to them */
function gathered(rows: number, width: number, whole: boolean) {
  const y = new Float32Array(whole ? rows * width : 0);
  const beside: { label?: Table; target?: Table } = {};
  let at = 0;
  return {
    add(some: Split) {
      if (whole) y.set(some.y.values, at * width);
      for (const name of ['label', 'target'] as const) {
        const table = some[name];
        if (!table) continue;
        beside[name] ??= {
          values: name === 'label' ? new Int32Array(rows) : new Float32Array(rows),
          shape: [rows],
          scale: 1,
        };
        beside[name].values.set(table.values, at);
      }
      at += some.y.shape[0] as number;
    },
    done: (): Split => ({ y: { values: y, shape: [rows, width], scale: 1 }, ...beside }),
  };
}

const put = (file: FileHandle, bytes: Uint8Array, path: string) => file.writeFile(bytes).catch(unwritable(path));
