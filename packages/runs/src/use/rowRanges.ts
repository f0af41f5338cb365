import { stat } from 'node:fs/promises';
import type { Table } from '@latentkit/core';
import { rowSize } from '@latentkit/core/internal';
import type { Plan, Split, UnknownCell } from '@latentkit/datasets';
import { type RowFile, rowFile, tableRanges } from '@latentkit/datasets/node';
import { isLatentKitError } from '@latentkit/errors';
import { batchRows } from '../bulk/bulk.ts';
import { isAddress } from '../entry/readingOf.ts';
import type { OpenRun } from '../folder/openRun.ts';
import { checkScale } from './checkScale.ts';
import { checkShape, plannedRows, type TableReading } from './newData.ts';
import type { RowsOfRun } from './rowsOfRun.ts';
import { usedRows } from './usedRows.ts';

/** Some rows of a source, and which of it each is, counted from 0: one that lacks a value may be left out. */
export interface RangeOfRun extends RowsOfRun {
  readonly places: Int32Array;
}

/** The rows that a model is used on, a batch at a time. */
export interface RowRanges {
  /** Those that are left out included. */
  readonly count: number;
  /** Rows `from` … `to − 1`. @param from a multiple of `batchRows` */
  read(from: number, to: number): Promise<RangeOfRun>;
  /** What was decided while they were read, one line each. */
  readonly notes: readonly string[];
  close(): Promise<void>;
}

/** What is chosen of a run's own or other data; see `usedRows`. */
export type RowsWanted = Parameters<typeof usedRows>[1];

/** Files of more bytes are read some rows at a time. The same on every machine, so that results are. */
const readWholeUpTo = 2 ** 26;

/**
 * The rows that a model is used on. Of other data in a .npy, IDX or CSV file of more than 64 MiB only the rows of a batch are in memory; what is smaller, of another
 * kind or of the run's own is read whole.
 *
 * @param above bytes from which on a file is not read whole
 * @throws what `usedRows` throws
 */
export async function rowRanges(run: OpenRun, wanted: RowsWanted, above = readWholeUpTo): Promise<RowRanges> {
  const { data, split: _, ...reading } = wanted;
  const { plan } = run.trainedOn;
  const isFile = data !== undefined && !Object.hasOwn(run.catalogue.datasets, data) && !isAddress(data);
  const size = isFile
    ? await stat(data).then(
        (found) => (found.isFile() ? found.size : 0),
        () => 0,
      )
    : 0;
  const ranges =
    data === undefined || size <= above
      ? undefined
      : plan
        ? await ofTable(run, plan, data, reading)
        : await ofFile(run, data);
  return ranges ?? inMemory(await usedRows(run, wanted));
}

/** Rows in memory, which are views of them. */
export function inMemory(used: RowsOfRun): RowRanges {
  const { rows, classes, notes, unknown, ...split } = used;
  return {
    count: rows.length,
    read: async (from, to) => ({
      ...partOf(split, from, to),
      rows: rows.subarray(from, to),
      ...(classes && { classes }),
      ...(unknown && { unknown: unknown.flatMap((cell) => cellIn(cell, from, to)) }),
      notes: [],
      places: placesOf(from, to),
    }),
    notes,
    close: async () => {},
  };
}

async function ofTable(run: OpenRun, plan: Plan, path: string, reading: TableReading): Promise<RowRanges | undefined> {
  const file = await tableRanges(path, { every: batchRows });
  if (!file) return undefined;
  const read = async (from: number, to: number): Promise<RangeOfRun> => {
    const used = plannedRows(run, plan, await file.read(from, to), reading);
    const places = used.rows.map((row) => from + row);
    return { ...used, rows: places, places };
  };
  try {
    const { notes } = await read(0, Math.min(batchRows, file.rows));
    return { count: file.rows, read, notes, close: file.close };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function ofFile(run: OpenRun, path: string): Promise<RowRanges | undefined> {
  const file = await rowFile(path).catch((error: unknown): RowFile | undefined => {
    // Other layouts are read whole.
    if (isLatentKitError(error) && error.code === 'FILE_FORMAT') return undefined;
    throw error;
  });
  if (!file) return undefined;
  try {
    const [count, ...row] = file.shape as [number, ...number[]];
    checkShape(run, path, row);
    // Bytes that the run has in another scale: which one is seen when all are read.
    if (file.scale !== run.trainedOn.scale) {
      await file.close();
      return undefined;
    }
    const notes = checkScale(run, path, await file.read(placesOf(0, Math.min(batchRows, count))));
    return {
      count,
      async read(from, to) {
        const places = placesOf(from, to);
        return { y: await file.read(places), rows: places, notes: [], places };
      },
      notes,
      close: file.close,
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

const cellIn = (cell: UnknownCell, from: number, to: number): UnknownCell[] =>
  cell.row < from || cell.row >= to ? [] : [{ ...cell, row: cell.row - from }];

const placesOf = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);

function partOf(split: Split, from: number, to: number): Split {
  const cut = (table: Table): Table => {
    const size = rowSize(table);
    const values = table.values.subarray(from * size, to * size);
    return { ...table, values, shape: [to - from, ...table.shape.slice(1)] };
  };
  const tables = Object.entries(split).map(([name, table]) => [name, cut(table)]);
  return Object.fromEntries(tables) as Split;
}
