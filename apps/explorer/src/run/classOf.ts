import type { Run } from './run.ts';

/** The name of a row's class, `undefined` where rows have none. */
export function classOf({ card, labels }: Pick<Run, 'card' | 'labels'>, row: number): string | undefined {
  const label = labels?.[row];
  return label === undefined ? undefined : card.labels?.[label];
}

/** The class that a conditional model is given for a row: its own, or the first. */
export const givenOf = ({ labels }: Pick<Run, 'labels'>, row: number): number => labels?.[row] ?? 0;

/** What a row is called: `image 12, “7”`. */
export function rowName(run: Pick<Run, 'card' | 'labels'>, row: number): string {
  const name = classOf(run, row);
  const what = run.card.exampleShape.length > 1 ? 'image' : 'example';
  return `${what} ${row + 1}${name === undefined ? '' : `, “${name}”`}`;
}
