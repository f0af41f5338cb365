import type { Table } from '@latentkit/core';
import type { Dataset, Layout, Split } from '../dataset.ts';
import { type HoldOut, holdOut } from '../rows/holdOut.ts';
import { subset } from '../rows/subset.ts';
import type { PlanOptions } from '../tabular/draftPlan.ts';
import { labelsOf, namedClasses, planLabel } from '../tabular/labels.ts';
import { planNotes } from '../tabular/planNotes.ts';
import type { SourceTable } from '../tabular/sourceTable.ts';
import { tabular } from '../tabular/tabular.ts';
import { layoutNotes } from './observations.ts';

/** The arrays of one split: numbers in columns, which are planned, or rows as they are; what belongs to each. */
export interface ArraySplit {
  readonly rows: SourceTable | { readonly y: Table; readonly layout: Layout };
  readonly label?: SourceTable;
  readonly factors?: Table;
}

/** What may be said of arrays. */
export type ArrayOptions = Pick<PlanOptions, 'missing' | 'standardize'> & HoldOut;

/** A data set of arrays. Without a test split, rows are held out. */
export function arrayData(
  name: string,
  { train, test }: { train: ArraySplit; test?: ArraySplit },
  options: ArrayOptions,
): Dataset {
  if (!('y' in train.rows)) {
    const second = test && 'columns' in test.rows ? withLabel(test.rows, test.label) : undefined;
    const data = tabular(
      name,
      withLabel(train.rows, train.label),
      { ...options, ...(train.label && { label: 'label' }) },
      second,
    );
    return {
      ...data,
      train: withFactors(data.train, train.factors, data.rows?.train),
      test: withFactors(data.test, (test ?? train).factors, data.rows?.test),
    };
  }
  const planned = train.label && planLabel(train.label);
  const splitOf = ({ rows, label, factors }: ArraySplit): Split => ({
    y: (rows as { y: Table }).y,
    ...(label && labelsOf(planned, label)),
    ...(factors && { factors }),
  });
  const splits = test ? { train: splitOf(train), test: splitOf(test) } : holdOut(splitOf(train), options);
  return {
    name,
    ...splits,
    ...namedClasses(planned),
    layout: train.rows.layout,
    notes: [
      ...unitNotes(train.rows),
      ...layoutNotes(train.rows.layout),
      ...(planned ? planNotes({ columns: [planned] }) : []),
    ],
  };
}

export const withLabel = (table: SourceTable, label: SourceTable | undefined): SourceTable =>
  label ? { ...table, columns: [...table.columns, ...label.columns] } : table;

const withFactors = (split: Split, factors: Table | undefined, rows: Int32Array | undefined): Split =>
  factors ? { ...split, factors: rows ? subset({ y: factors }, rows).y : factors } : split;

/** Columns that came as a table are not all standardised, and bytes are not all pixels. */
function unitNotes({ y, layout }: { y: Table; layout: Layout }): string[] {
  if (y.scale !== 1) return [];
  if (y.values instanceof Uint8Array) return ['every number is 0 or 1, and stays so'];
  return layout === 'columns' && y.values instanceof Float32Array
    ? ['numbers from 0 to 1 stay as they are; columns of other ranges are standardised']
    : [];
}
