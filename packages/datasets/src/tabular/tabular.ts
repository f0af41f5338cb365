import type { Table } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import type { Dataset, Split } from '../dataset.ts';
import { type HoldOut, holdOut } from '../rows/holdOut.ts';
import type { Classes } from './classCodes.ts';

/** Which column of a table of a file holds the classes, and what is held out. */
export interface TabularOptions extends HoldOut {
  /** A column by name; else the one called `label`, `class` or `target`, where there is one. */
  readonly label?: string;
}

/** A table of a file whose columns have names. */
export interface NamedColumns {
  readonly names: readonly string[];
  numbers(columns: readonly number[]): Table;
  classes(column: number): Classes;
}

/** A data set of all columns as numbers, but for the one of classes. */
export function tabular(name: string, from: NamedColumns, { label, ...held }: TabularOptions, where: string): Dataset {
  const { names } = from;
  const chosen = names.findIndex((column) =>
    label === undefined ? /^(label|class|target)$/i.test(column) : column === label,
  );
  const columns = names.flatMap((_, column) => (column === chosen ? [] : [column]));
  if ((label !== undefined && chosen === -1) || columns.length === 0) {
    throw expected({
      where,
      expected: columns.length === 0 ? 'a column beside the classes' : `a column named ${label}`,
      received: names.slice(0, 10).join(', '),
      todo: 'Name one of the columns.',
      code: 'OPTION',
    });
  }
  const y = from.numbers(columns);
  const { label: classOf, classes } = chosen === -1 ? {} : from.classes(chosen);
  const whole: Split = { y, ...(classOf && { label: classOf }) };
  const named = columns.map((column) => names[column] as string);
  return { name, ...holdOut(whole, held), ...(classes && { classes }), columns: named };
}
