import type { RunShape } from '@latentkit/runs';

/** Whether all numbers of a run lie in [0, 1]; not where their range is not known. */
export const isUnit = ({ range }: RunShape): boolean => range !== undefined && range[0] >= 0 && range[1] <= 1;

const short = (value: number) => String(Number(value.toPrecision(4)));

/** A line on a decision, `columns from −2 to 3: linear output`; none where images are in [0, 1], as they are expected to be. */
export function decided(run: RunShape, what: string): string[] {
  const { range, layout, exampleShape, columns } = run;
  if (exampleShape.length > 1 && isUnit(run)) return [];
  if (columns) return [`${kindsOf(columns)}: ${what}`];
  if (range === undefined) return [`numbers of unknown range: ${what}`];
  return [`${layout === 'columns' ? 'columns' : 'numbers'} from ${short(range[0])} to ${short(range[1])}: ${what}`];
}

/** How many of each kind, `3 columns of numbers, 1 of booleans, 2 of categories`. */
function kindsOf(columns: NonNullable<RunShape['columns']>): string {
  const count = (kind: string) =>
    columns.reduce((sum, group) => sum + (group.kind === kind ? (kind === 'categories' ? 1 : group.size) : 0), 0);
  const kinds = ['numbers', 'booleans', 'categories'].flatMap((kind) =>
    count(kind) > 0 ? [[count(kind), kind] as const] : [],
  );
  return kinds
    .map(([many, kind], i) => `${many} ${i === 0 ? `column${many === 1 ? '' : 's'} ` : ''}of ${kind}`)
    .join(', ');
}
