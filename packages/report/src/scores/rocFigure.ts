import { type LineSeries, lineChart } from '@latentkit/viz';
import type { RunFigure } from '../entry/runFigure.ts';
import type { Known } from './knownClasses.ts';

/** The receiver operating characteristic of the energy, with the place of the threshold. */
export function rocFigure(
  { normal, anomaly, roc: { falsePositive, truePositive, area } }: Known,
  { energy, threshold }: { energy: Float64Array; threshold?: number | undefined },
): RunFigure {
  const title = `ROC: area ${area.toFixed(3)}`;
  const at = threshold === undefined ? [] : [thresholdAt(anomaly, energy, threshold)];
  const figure = lineChart({
    title,
    x: { label: `share of ${normal} above the threshold` },
    y: { label: 'share of other classes above the threshold' },
    series: [{ name: 'energy', x: falsePositive, y: truePositive }, { name: 'chance', x: [0, 1], y: [0, 1] }, ...at],
  });
  return Object.assign(figure, {
    name: 'roc',
    title,
    caption: `Rows of every class but ${normal} count as anomalies. An anomaly has a higher energy than a row of class ${normal} in ${(100 * area).toFixed(1)} % of all pairs.`,
  });
}

function thresholdAt(anomaly: readonly boolean[], energy: Float64Array, threshold: number): LineSeries {
  const share = (kind: boolean) => {
    const rows = anomaly.flatMap((one, row) => (one === kind ? [energy[row] as number] : []));
    return rows.filter((value) => value > threshold).length / rows.length;
  };
  return { name: 'threshold', x: [share(false)], y: [share(true)], joined: false };
}
