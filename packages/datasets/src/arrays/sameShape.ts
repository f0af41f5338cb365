import { sameShapeOf } from '../rows/sameRows.ts';
import type { ArraySplit } from './arrayData.ts';

/** As `sameRows`, for arrays, of which columns of numbers are compared when their plan is applied. */
export function sameShape(train: ArraySplit['rows'], test: ArraySplit['rows'], where: string, first: string): void {
  const shape = (rows: ArraySplit['rows']) => ('y' in rows ? rows.y.shape.slice(1) : [rows.columns.length]);
  sameShapeOf(shape(train), shape(test), where, first);
}
