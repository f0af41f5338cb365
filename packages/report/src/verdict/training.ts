import type { Finding } from './finding.ts';
import type { Course, Observed } from './observed.ts';
import { meanOf, percent, shown, standardError } from './statistics.ts';

/** The test loss still falls by more than this share per epoch at the end. */
const stillFalling = 0.02;
/** The error of the mean of the data that a model which has learned something stays below. */
const knowsNothing = 0.9;

/** The loss still falls, or the reconstruction is no better than the mean of the data. */
export function underTrained(course: Course, { testErrors, meanErrors }: Observed): Finding | undefined {
  // Of rows that all are the same, the mean makes no error: there is nothing to compare with.
  const byMean = meanOf(meanErrors);
  const ratio = byMean > 0 ? meanOf(testErrors) / byMean : 0;
  const { epochs, schedule } = course.spec;
  if (ratio > knowsNothing)
    return {
      fault: 'under-trained',
      tells: `The reconstruction error is ${percent(ratio)} of what the mean of the training data gives.`,
      help: 'Train longer, or with a larger --learning-rate.',
    };
  const fall = fallPerEpoch(course);
  if (fall === undefined || fall < stillFalling) return undefined;
  return {
    fault: 'under-trained',
    tells: `The loss still fell by ${percent(fall)} per epoch at the end.`,
    // A cosine schedule has brought the learning rate to 0: resume refuses more epochs.
    help:
      schedule === 'cosine'
        ? `Train a new run with \`--epochs ${2 * epochs}\`.`
        : `Continue with \`latentkit resume <run> --epochs ${2 * epochs}\`.`,
  };
}

/** Of the test loss over the last fifth of the epochs, which a cosine schedule needs five for; of one epoch, the training loss from its third quarter to its last, doubled twice. */
function fallPerEpoch({ epochs, losses, spec }: Course): number | undefined {
  const tests = epochs.map(({ test }) => test.perExample);
  if (spec.schedule === 'cosine' && tests.length < 5) return undefined;
  if (tests.length > 1) {
    const window = Math.max(1, Math.round(tests.length / 5));
    const [from, to] = [tests.at(-1 - window) as number, tests.at(-1) as number];
    return (from - to) / window / Math.max(Math.abs(to), (tests[0] as number) - to, Number.MIN_VALUE);
  }
  const quarter = Math.floor(losses.length / 4);
  if (quarter < 4) return undefined;
  const [third, last] = [losses.slice(2 * quarter, 3 * quarter), losses.slice(3 * quarter)].map(meanOf) as [
    number,
    number,
  ];
  return (third - last) / Math.max(Math.abs(last), meanOf(losses.slice(0, quarter)) - last, Number.MIN_VALUE);
}

/** The test error is far above the training error, or the test loss has risen since its best epoch. */
export function overfit(course: Course, { trainErrors, testErrors }: Observed): Finding | undefined {
  const [train, test] = [meanOf(trainErrors), meanOf(testErrors)];
  const noise = Math.hypot(standardError(trainErrors), standardError(testErrors));
  const help = 'Use more data, --weight-decay, noise (denoising-autoencoder), a smaller model or fewer epochs.';
  if (test > 1.3 * train && test - train > 4 * noise)
    return {
      fault: 'overfit',
      tells: `The reconstruction error is ${shown(test)} on test data and ${shown(train)} on training data.`,
      help,
    };
  const tests = course.epochs.map(({ test }) => test.perExample);
  const best = Math.min(...tests);
  const last = tests.at(-1) ?? best;
  if (tests.length < 3 || last - best < 0.05 * Math.max(Math.abs(best), (tests[0] as number) - best)) return undefined;
  return {
    fault: 'overfit',
    tells: `The test loss rose from ${shown(best)} (epoch ${tests.indexOf(best) + 1}) to ${shown(last)} at the end.`,
    help,
  };
}
