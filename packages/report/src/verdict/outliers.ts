import type { Finding } from './finding.ts';
import type { Observed } from './observed.ts';
import { medianOf, robustDeviation, shown } from './statistics.ts';

/** Robust standard deviations from the median: of log errors, which are near Gaussian; and of the columns of a table. */
const [farError, farValue] = [7, 25];
/** Times the median error, at the least. */
const times = 3;

/** A few training rows are unlike the others: by their reconstruction error, or by a value of theirs. */
export function outliers({ train, trainErrors }: Observed): Finding | undefined {
  const logs = Float64Array.from(trainErrors, (error) => Math.log(Math.max(error, 1e-12)));
  const least = medianOf(logs) + Math.max(farError * robustDeviation(logs), Math.log(times));
  const far = new Set([...logs.keys()].filter((row) => (logs[row] as number) > least));
  if (train.shape.length === 2) for (const row of extremeRows(train)) far.add(row);
  if (far.size === 0 || far.size > trainErrors.length / 50) return undefined;
  const rows = [...far].sort((a, b) => (trainErrors[b] as number) - (trainErrors[a] as number));
  const [worst] = rows as [number];
  return {
    fault: 'outliers',
    tells: `${rows.length} of ${trainErrors.length} training rows examined are far from the others, above all row ${worst} (error ${shown(trainErrors[worst] as number)}, median ${shown(medianOf(trainErrors))}).`,
    help: 'List them with `latentkit score <run> --split train`; drop them if they are mistakes.',
  };
}

/** Rows of a table with a value far from the rest of its column, in a column of many values. */
function extremeRows({ values, shape }: Observed['train']): number[] {
  const [rows, size] = shape as [number, number];
  const found: number[] = [];
  for (let column = 0; column < size; column++) {
    const own = Float64Array.from({ length: rows }, (_, row) => values[row * size + column] as number);
    const median = medianOf(own);
    const deviation = robustDeviation(own);
    if (deviation === 0) continue;
    own.forEach((value, row) => {
      if (Math.abs(value - median) > farValue * deviation) found.push(row);
    });
  }
  return found;
}
