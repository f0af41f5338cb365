import { counted } from '@latentkit/errors';
import type { Curves, RunRecord } from '@latentkit/runs';
import { everyNth } from '@latentkit/runs/internal';
import { lineChart } from '@latentkit/viz';
import type { RunFigure } from '../entry/runFigure.ts';
import { medianOf, shown } from '../verdict/statistics.ts';

/** The norm of the gradients at the steps that were logged with it; undefined where fewer than two were. */
export function gradientNormFigure(
  { spec, data }: Pick<RunRecord, 'spec' | 'data'>,
  { gradientNorms: { at, norms } }: Pick<Curves, 'gradientNorms'>,
): RunFigure | undefined {
  if (norms.length < 2) return undefined;
  const stepsPerEpoch = Math.ceil((data.train[0] as number) / spec.batchSize);
  const chart = {
    title: 'Norm of the gradients',
    x: { label: 'epoch' },
    y: { label: 'norm', log: norms.every((norm) => norm > 0) },
    series: [
      { name: 'norm of the gradients', x: everyNth(at).map((step) => step / stepsPerEpoch), y: everyNth(norms) },
    ],
  };
  const largest = norms.reduce((best, norm, i) => (norm > (norms[best] as number) ? i : best), 0);
  const { clipNorm } = spec;
  const clipped =
    clipNorm === undefined
      ? ''
      : ` These are norms before clipping: ${norms.filter((norm) => norm > clipNorm).length} of ${norms.length} exceeded ${clipNorm} and were scaled down to it.`;
  return Object.assign(lineChart(chart), {
    name: 'gradient-norm',
    title: chart.title,
    caption: `Norm over all parameters, logged at ${counted(norms.length, 'step')} of the run. The median is ${shown(medianOf(norms))}, the largest ${shown(norms[largest] as number)} at step ${at[largest]}.${clipped}`,
  });
}
