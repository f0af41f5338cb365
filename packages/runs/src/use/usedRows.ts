import { type Split, subset } from '@latentkit/datasets';
import { expected } from '@latentkit/errors';
import { splitOf } from '../entry/splitOf.ts';
import { tablesOf } from '../entry/tablesOf.ts';
import type { OpenRun } from '../folder/openRun.ts';
import { joined } from './joined.ts';
import { newData, type TableReading } from './newData.ts';
import type { RowsOfRun } from './rowsOfRun.ts';

/**
 * The rows that a model is used on: a split of the run's own data, or all of them in the order of the file; or every row of other data, standardised
 * by the run's own means and deviations.
 *
 * @param options.data the path or name of other data
 * @param options.label, options.missing, options.unknown how they are read, as in `newData`
 * @param options.split train, test, both (`all`) or held-out combinations (`composition`) of the run's own
 * @throws what `openRun`'s data and `newData` throw; `DATA` for a split without rows
 */
export async function usedRows(
  run: OpenRun,
  {
    data,
    split,
    ...reading
  }: TableReading & { data?: string | undefined; split: 'train' | 'test' | 'all' | 'composition' },
): Promise<RowsOfRun> {
  if (data !== undefined) return newData(run, data, reading);
  const loaded = await run.data();
  const classes = loaded.classes && { classes: loaded.classes };
  const rowsOf = (part: 'train' | 'test' | 'composition') =>
    (part === 'composition' ? undefined : loaded.rows?.[part]) ??
    Int32Array.from({ length: splitOf(loaded, part).y.shape[0] as number }, (_, row) => row);
  if (split !== 'all') {
    const chosen = splitOf(loaded, split);
    if (chosen.y.shape[0] === 0) throw noRows(run, split);
    return { ...chosen, rows: rowsOf(split), ...classes, notes: [] };
  }
  const rows = Int32Array.of(...rowsOf('train'), ...rowsOf('test'));
  const whole = joined(loaded.train, loaded.test);
  // Rows of two files, or of two arrays of one, keep their order: their numbers are those of their own.
  if (loaded.rows?.test === undefined || loaded.place?.test !== undefined || new Set(rows).size < rows.length)
    return { ...whole, rows, ...classes, notes: [] };
  const order = Int32Array.from(rows.keys()).sort((a, b) => (rows[a] as number) - (rows[b] as number));
  return { ...subset(whole, order), rows: order.map((at) => rows[at] as number), ...classes, notes: [] };
}

/** @throws DATA where the energy of the model needs more than the observations, such as the class of each */
export function requireTables({ path, entry, trainedOn }: OpenRun, used: Split): void {
  const needed = Object.keys(trainedOn.fingerprint ?? {}).flatMap((key) =>
    key.startsWith('train.') ? [key.slice(6)] : [],
  );
  const there = tablesOf(entry, used);
  const lacking = needed.find((name) => !Object.hasOwn(there, name));
  if (lacking === undefined) return;
  throw expected({
    where: `run ${path}, --data`,
    expected: `rows with a ${lacking}, which its energy needs`,
    received: 'none that the run knows',
    todo: `Give data with the run's classes.`,
    code: 'DATA',
  });
}

const noRows = ({ path }: OpenRun, split: string) =>
  expected({
    where: `run ${path}, ${split}`,
    expected: 'a split with rows',
    received: 'none',
    todo: 'Choose another --split.',
    code: 'DATA',
  });
