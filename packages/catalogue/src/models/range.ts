import type { RunShape } from '@latentkit/runs';

/** Whether all numbers of a run lie in [0, 1]; not where their range is not known. */
export const isUnit = ({ range }: RunShape): boolean => range !== undefined && range[0] >= 0 && range[1] <= 1;

const short = (value: number) => String(Number(value.toPrecision(4)));

/** A line on a decision, `columns from −2 to 3: linear output`; none where images are in [0, 1], as they are expected to be. */
export function decided(run: RunShape, what: string): string[] {
  const { range, layout, exampleShape } = run;
  if (exampleShape.length > 1 && isUnit(run)) return [];
  if (range === undefined) return [`numbers of unknown range: ${what}`];
  return [`${layout === 'columns' ? 'columns' : 'numbers'} from ${short(range[0])} to ${short(range[1])}: ${what}`];
}
