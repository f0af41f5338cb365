import type { Dataset, Split } from '../dataset.ts';
import { type HoldOut, holdOut } from '../rows/holdOut.ts';
import { sameRows } from '../rows/sameRows.ts';
import { list } from './boundColumns.ts';
import type { PlanOptions } from './draftPlan.ts';
import { labelsOf, namedClasses, planLabel } from './labels.ts';
import type { PlannedColumn } from './plan.ts';
import { planNotes } from './planNotes.ts';
import type { SourceColumn, SourceTable } from './sourceTable.ts';

type Numbers = Extract<SourceColumn, { readonly values: unknown }>;

/** Fewer than 8 × 8 of such columns are no picture. */
const leastSide = 8;

/**
 * Square grey images of a table whose columns are pixels of 0 to 255 by their names: `pixel0` … `pixel783` (or from 1), or `1x1` … `28x28`, as Kaggle
 * has MNIST. Classes are those of the label column; other columns are ignored.
 *
 * @returns y [rows, side, side, 1], bytes of scale 1/255; undefined for any other table, or where columns are left out by hand
 */
export function pixelImages(
  name: string,
  table: SourceTable,
  { label, leaveOut = [], ...held }: PlanOptions & HoldOut,
  test?: SourceTable,
): Dataset | undefined {
  const pixels = pixelsOf(table);
  if (!pixels || leaveOut.length > 0) return undefined;
  const planned = planLabel(table, label);
  const train = splitOf(table, pixels, planned);
  const second = test && testSplit(test, planned);
  if (test && !second) return undefined;
  if (test && second) sameRows(train, second, test.file, table.file);
  const side = Math.sqrt(pixels.length);
  const beside = table.columns.flatMap((column) =>
    column.name === planned?.name || pixels.includes(column as Numbers) ? [] : [column.name],
  );
  return {
    name,
    ...(second ? { train, test: second } : holdOut(train, held)),
    ...namedClasses(planned),
    notes: [
      ...table.notes,
      `columns ${pixels[0]?.name} to ${pixels.at(-1)?.name} are the pixels of ${side}×${side} grey images`,
      ...(planned ? planNotes({ columns: [planned] }) : []),
      ...(beside.length > 0 ? [`columns that are not pixels are ignored: ${list(beside)}`] : []),
    ],
  };
}

function testSplit(table: SourceTable, planned: PlannedColumn | undefined): Split | undefined {
  const pixels = pixelsOf(table);
  // Kaggle's own test file has no labels.
  const known = table.columns.some(({ name }) => name === planned?.name);
  return pixels && splitOf(table, pixels, known ? planned : undefined);
}

function splitOf(table: SourceTable, pixels: readonly Numbers[], planned: PlannedColumn | undefined): Split {
  const side = Math.sqrt(pixels.length);
  const values = new Uint8Array(table.rows * pixels.length);
  pixels.forEach((column, at) => {
    for (let row = 0; row < table.rows; row++) values[row * pixels.length + at] = column.values[row] as number;
  });
  return { y: { values, shape: [table.rows, side, side, 1], scale: 1 / 255 }, ...labelsOf(planned, table) };
}

const isPixelName = (name: string) => /^pixel[ _-]?\d+$|^\d+x\d+$/i.test(name);

/** True for names among which are those of the pixels of a square. */
export const arePixels = (names: readonly string[]) => isSquare(names.filter(isPixelName).length);

const isSquare = (pixels: number) => Number.isInteger(Math.sqrt(pixels)) && Math.sqrt(pixels) >= leastSide;

/** The columns of pixels in the order of their numbers; undefined where they are no square of bytes. */
function pixelsOf({ columns }: SourceTable): Numbers[] | undefined {
  const found = columns.filter(({ name }) => isPixelName(name));
  const side = Math.sqrt(found.length);
  if (!isSquare(found.length)) return undefined;
  const ordered = inOrder(found, side);
  const isByte = (value: number) => Number.isInteger(value) && value >= 0 && value <= 255;
  // 0 and 1 alone, or up to 16, are other numbers than bytes.
  let most = 0;
  for (const column of ordered ?? []) {
    if (!('values' in column) || !column.values.every(isByte)) return undefined;
    for (const value of column.values) if (value > most) most = value;
  }
  return most > 16 ? (ordered as Numbers[]) : undefined;
}

/** By their numbers, which are whole without a gap. */
function inOrder(columns: readonly SourceColumn[], side: number): SourceColumn[] | undefined {
  const placeOf = (name: string) => {
    const [, row, column] = /^(\d+)x(\d+)$/i.exec(name) ?? [];
    return row === undefined ? Number(/\d+$/.exec(name)?.[0]) : (Number(row) - 1) * side + Number(column) - 1;
  };
  const places = new Map(columns.map((column) => [placeOf(column.name), column]));
  const from = places.has(0) ? 0 : 1;
  const ordered = Array.from(columns, (_, i) => places.get(from + i));
  return ordered.some((column) => column === undefined) ? undefined : (ordered as SourceColumn[]);
}
