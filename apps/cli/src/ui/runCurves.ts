import type { Line, RunCurves } from '@latentkit/explorer';
import { type Curves, type RunRecord, sumOf } from '@latentkit/runs';
import { everyNth, shortMeans } from '@latentkit/runs/internal';

/** More cannot be told apart on a page. */
const mostPoints = 600;

/** The curves of a run as the page gets them: as many points of 100 steps as of a million. */
export function runCurves(curves: Curves, { spec, data, epochs, judgedBy }: RunRecord): RunCurves {
  const { at, norms } = curves.gradientNorms;
  const stepsPerEpoch = Math.ceil((data.train[0] as number) / spec.batchSize);
  return {
    steps: curves.steps,
    stepsPerEpoch,
    train: lineOf(sumOf(curves, judgedBy.terms)),
    test: {
      step: epochs.map(({ epoch }) => epoch * stepsPerEpoch),
      value: epochs.map(({ test }) => test.perExample),
    },
    learningRate: lineOf(curves.learningRates),
    gradientNorm: { step: everyNth(at, mostPoints), value: everyNth(norms, mostPoints) },
    terms: Object.fromEntries(Object.entries(curves.terms).map(([name, values]) => [name, lineOf(values)])),
  };
}

function lineOf(values: readonly number[]): Line {
  const means = shortMeans(values, mostPoints);
  return { step: means.map(({ step }) => step), value: means.map(({ mean }) => mean) };
}
