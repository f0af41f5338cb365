import { expected } from '@latentkit/errors';
import { type Classification, classesOf, classification } from './classification.ts';
import { type Labelled, type LabelledRows, trainAndTest } from './labelled.ts';
import { minimize } from './minimize.ts';
import { logitsAt, softmaxRegression } from './softmaxRegression.ts';

const where = 'linearProbe';

export interface Probe extends Classification {
  /** Whether every slope came below 1e-5 within 500 iterations. */
  readonly converged: boolean;
  readonly iterations: number;
}

/**
 * How well classes can be told apart by a plane between codes: a softmax regression on standardised codes, judged on a test set.
 *
 * It makes Σᵢ −log p(labelᵢ | zᵢ) + penalty/2 ‖W‖² least by L-BFGS from 0, which has one answer and draws nothing; offsets are free. An
 * iteration costs about 2 · n · size · classes multiplications.
 *
 * @param options.train codes [n, size] and their classes: mean and deviation are taken from them
 * @param options.test codes [m, size] and their classes
 * @param options.penalty of the squared weights; 1 is scikit-learn's C = 1
 * @returns the accuracy, the class of each test code [m], and the confusion
 * @throws OPTION for a negative penalty, SHAPE, NOT_FINITE, LABEL for codes and labels that are not valid
 * @see Alain & Bengio, "Understanding intermediate layers using linear classifier probes", 2016
 * @example
 * const known = { codes: { values: [0, 1, 8, 9], shape: [4, 1] }, labels: [0, 0, 1, 1] };
 * const asked = { codes: { values: [2, 7], shape: [2, 1] }, labels: [0, 1] };
 * linearProbe({ train: known, test: asked }).accuracy; // 1
 */
export function linearProbe({
  penalty = 1,
  ...data
}: {
  readonly train: Labelled;
  readonly test: Labelled;
  readonly penalty?: number;
}): Probe {
  if (!(penalty >= 0 && Number.isFinite(penalty))) {
    throw expected({
      where,
      expected: 'penalty to be a finite number of at least 0',
      received: String(penalty),
      todo: 'Leave it out for 1.',
      code: 'OPTION',
    });
  }
  const { train, test } = trainAndTest(where, data);
  const standardise = standardiser(train);
  // Classes that train has not would only have offsets that fall for ever.
  const present = [...new Set(train.labels)].sort((a, b) => a - b);
  const labels = train.labels.map((label) => present.indexOf(label));
  const { x, ...end } = minimize(
    softmaxRegression({ ...train, values: standardise(train.values), labels }, present.length, penalty),
    new Float64Array(present.length * (train.size + 1)),
    { tolerance: 1e-5, maxIterations: 500 },
  );
  const asked = standardise(test.values);
  const logits = new Float64Array(present.length);
  const predicted = Int32Array.from({ length: test.rows }, (_, row) => {
    logitsAt(x, asked, row * test.size, test.size, logits);
    return present[logits.indexOf(Math.max(...logits))] as number;
  });
  return { ...classification(test.labels, predicted, classesOf(train, test)), ...end };
}

/** (z − mean) / deviation by the codes of train; a number that never varies stays, as 0. */
function standardiser({ values, rows, size }: LabelledRows): (values: Float64Array) => Float64Array {
  const mean = new Float64Array(size);
  values.forEach((value, i) => {
    mean[i % size] = (mean[i % size] as number) + value / rows;
  });
  const variance = new Float64Array(size);
  values.forEach((value, i) => {
    variance[i % size] = (variance[i % size] as number) + (value - (mean[i % size] as number)) ** 2 / rows;
  });
  const deviation = variance.map((v) => Math.sqrt(v) || 1);
  return (others) => others.map((value, i) => (value - (mean[i % size] as number)) / (deviation[i % size] as number));
}
