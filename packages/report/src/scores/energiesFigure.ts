import type { Scores } from '@latentkit/runs';
import { type HistogramSeries, histogram } from '@latentkit/viz';
import type { RunFigure } from '../entry/runFigure.ts';
import type { Known } from './knownClasses.ts';

/** Energies of the held-out rows and of the scored ones on one axis, with the threshold. @param options.of how people call the scored rows */
export function energiesFigure(
  { energy, held, threshold }: Scores,
  { unit, of, known }: { unit: string; of: string; known?: Known | undefined },
): RunFigure {
  const drawn = Array.from(energy);
  const scored: HistogramSeries[] = known
    ? [
        { name: `${of}, ${known.normal}`, values: drawn.filter((_, row) => !known.anomaly[row]) },
        { name: `${of}, others`, values: drawn.filter((_, row) => known.anomaly[row]) },
      ]
    : [{ name: of, values: drawn }];
  const before = held ? [{ name: heldName[held.split], values: held.energies }] : [];
  const distributions = [...before, ...scored];
  const title = 'Energies';
  const figure = histogram({
    title,
    x: { label: 'energy', unit, log: isWide(distributions) },
    y: { label: 'rows', log: true },
    distributions,
    ...(threshold !== undefined && { marks: [{ name: 'threshold', x: threshold }] }),
  });
  const above = energy.filter((value) => threshold !== undefined && value > threshold).length;
  const count = threshold === undefined ? '' : ` ${above} of ${energy.length} scored rows lie right of the threshold.`;
  return Object.assign(figure, {
    name: 'energies',
    title,
    caption: `Number of rows by energy: the further right, the less a row looks like the training data.${count}`,
  });
}

const heldName = { test: 'held out in training', train: 'training rows' };

/** True where a linear axis would press most rows into its first bin. */
function isWide(distributions: readonly HistogramSeries[]): boolean {
  const sorted = Float64Array.from(distributions.flatMap(({ values }) => Array.from(values))).sort();
  const [low, median, high] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)] as [number, number, number];
  return low > 0 && high > 20 * median;
}
