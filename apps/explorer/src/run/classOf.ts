import type { Run } from './run.ts';

/** The name of a row's class, `undefined` where rows have none. */
export function classOf({ card, labels }: Pick<Run, 'card' | 'labels'>, row: number): string | undefined {
  const label = labels?.[row];
  return label === undefined ? undefined : card.labels?.[label];
}

/** What a row is called: `image 12, a “7”`. */
export function rowName(run: Pick<Run, 'card' | 'labels'>, row: number): string {
  const name = classOf(run, row);
  return `image ${row + 1}${name === undefined ? '' : `, “${name}”`}`;
}
