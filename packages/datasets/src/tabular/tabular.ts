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

/** The position of the column of classes, −1 where there is none. @throws `OPTION` for a name that no column has */
export function labelColumn(names: readonly string[], label: string | undefined, where: string): number {
  const found = names.findIndex((name) =>
    label === undefined ? /^(label|class|target)$/i.test(name) : name === label,
  );
  if (label === undefined || found !== -1) return found;
  throw refuse(where, `a column named ${label}`, names);
}

/** A data set of all columns as numbers, but for the one of classes. */
export function tabular(name: string, from: NamedColumns, { label, ...held }: TabularOptions, where: string): Dataset {
  const { names } = from;
  const chosen = labelColumn(names, label, where);
  const columns = names.flatMap((_, column) => (column === chosen ? [] : [column]));
  if (columns.length === 0) throw refuse(where, 'a column beside the classes', names);
  const y = from.numbers(columns);
  const { label: classOf, classes } = chosen === -1 ? {} : from.classes(chosen);
  const whole: Split = { y, ...(classOf && { label: classOf }) };
  const named = columns.map((column) => names[column] as string);
  return { name, ...holdOut(whole, held), ...(classes && { classes }), columns: named };
}

const refuse = (where: string, wanted: string, names: readonly string[]) =>
  expected({
    where,
    expected: wanted,
    received: names.slice(0, 10).join(', ') || 'none',
    todo: 'Name one of the columns.',
    code: 'OPTION',
  });
