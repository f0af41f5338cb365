import type { TrainedOn } from '@latentkit/runs';

/** Columns whose mean is so large beside their deviation that float32 rounds a number by more than a thousandth of the deviation. */
export function roundedColumns(
  columns: readonly string[] | undefined,
  { mean, deviation }: NonNullable<TrainedOn['standardization']>,
): readonly string[] {
  return mean.flatMap((value, j) =>
    Math.abs(value) * 2 ** -24 > 1e-3 * (deviation[j] as number) ? [columns?.[j] ?? `y${j}`] : [],
  );
}
