import type { Run } from '../../run/run.ts';

/** The rows that have an observation, those of one class if it is told. */
export function rowsOf({ card, labels }: Pick<Run, 'card' | 'labels'>, label: number | undefined): readonly number[] {
  const rows = Array.from({ length: card.images }, (_, row) => row);
  return label === undefined || !labels ? rows : rows.filter((row) => labels[row] === label);
}
