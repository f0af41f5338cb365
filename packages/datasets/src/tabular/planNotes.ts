import { list } from './boundColumns.ts';
import { areCounts } from './classNames.ts';
import type { Plan, PlannedColumn } from './plan.ts';

/** What a plan decided, a line for each kind of column that people would miss or not expect. */
export function planNotes({ columns }: Pick<Plan, 'columns'>): string[] {
  const of = <Kind extends PlannedColumn['kind']>(kind: Kind) =>
    columns.filter((column): column is Extract<PlannedColumn, { kind: Kind }> => column.kind === kind);
  const names = (some: readonly PlannedColumn[]) => list(some.map(({ name }) => name));
  const lines: string[] = [];
  for (const { name, classes } of of('label')) {
    const which = areCounts(classes)
      ? `0 to ${classes.length - 1}`
      : `${classes.slice(0, 10).join(', ')}${classes.length > 10 ? ', …' : ''}`;
    lines.push(`column ${JSON.stringify(name)} holds the classes: ${which}`);
  }
  for (const { name } of of('target'))
    lines.push(
      `column ${JSON.stringify(name)} holds real targets, which are not classes: it is kept beside the observations`,
    );
  for (const { name, categories } of of('categorical'))
    lines.push(
      `column ${JSON.stringify(name)} is categorical (${categories.length} values): ${categories.slice(0, 5).join(', ')}${categories.length > 5 ? ', …' : ''}`,
    );
  if (of('index').length > 0) lines.push(`left out, since they number rows: ${names(of('index'))}`);
  if (of('constant').length > 0) lines.push(`left out, since they are constant: ${names(of('constant'))}`);
  const reasons = new Set(of('left out').map(({ because }) => because));
  for (const because of reasons)
    lines.push(`left out, ${because}: ${names(of('left out').filter((column) => column.because === because))}`);
  return lines;
}
