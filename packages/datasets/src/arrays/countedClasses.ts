import type { Table } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import { areCounts, distinctNumbers } from '../tabular/classNames.ts';

/**
 * Class numbers of one or two splits as codes from 0: those that count 0, 1, 2, … stay as they are; others (from 1, or with gaps) get the position
 * among those that are met, and `classes` says their numbers.
 */
export function countedClasses(
  train: Table,
  test: Table | undefined,
  where: string,
): { train: Table; test?: Table; classes?: readonly string[] } {
  const found = distinctNumbers([...distinctNumbers(train.values), ...(test ? distinctNumbers(test.values) : [])]);
  const broken = found.find((value) => !Number.isInteger(value));
  if (broken !== undefined) {
    throw expected({
      where,
      expected: 'whole numbers, one class each',
      received: `${broken}`,
      todo: 'Give labels that are classes.',
      code: 'FILE_FORMAT',
    });
  }
  const classes = found.map(String);
  const whole = (table: Table): Table =>
    table.values instanceof Float32Array ? { ...table, values: Int32Array.from(table.values) } : table;
  if (areCounts(classes)) return { train: whole(train), ...(test && { test: whole(test) }) };
  const code = new Map(found.map((value, i) => [value, i]));
  const counted = ({ values, shape }: Table): Table => ({
    values: Int32Array.from(values, (value) => code.get(value) as number),
    shape,
    scale: 1,
  });
  return { train: counted(train), ...(test && { test: counted(test) }), classes };
}
