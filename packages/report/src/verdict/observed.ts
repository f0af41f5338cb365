import type { HostArray, Table } from '@latentkit/core';
import { encoded, first, type OpenRun, posteriors, type RunRecord } from '@latentkit/runs';
import { noData } from '../figures/noData.ts';
import { reconstructionErrors } from '../figures/reconstructionErrors.ts';

/** What the tests of a verdict read: a sample of both splits, seen by the model. Errors are ‖y − ỹ‖² per row. */
export interface Observed {
  readonly train: Table;
  readonly trainErrors: Float32Array;
  readonly testErrors: Float32Array;
  /** Errors of the test rows when each is predicted by the mean of the training rows: what a model reaches that knows nothing else. */
  readonly meanErrors: Float64Array;
  /** Errors of noise, and of test rows whose numbers were shuffled. */
  readonly noDataErrors: readonly Float32Array[];
  /** Codes of the test rows, [rows, latent dimensions]; of a posterior its means. */
  readonly codes: HostArray;
  /** KL(q(z|y) ‖ N(0, I)) of each latent dimension in nats, where the encoder gives a posterior. */
  readonly divergence?: Float64Array;
}

/** Enough for a share of one in a thousand, few enough for a second. */
const most = 2000;

export async function observed(run: OpenRun): Promise<Observed> {
  const data = await run.data();
  const [train, test] = [first(data.train.y, most), first(data.test.y, most)];
  const posterior = await posteriors(run, test);
  return {
    train,
    trainErrors: await reconstructionErrors(run, train),
    testErrors: await reconstructionErrors(run, test),
    meanErrors: errorsOfMean(train, test),
    noDataErrors: await Promise.all(Object.values(noData(test, 0)).map((rows) => reconstructionErrors(run, rows))),
    codes: posterior?.mean ?? (await encoded(run, test)),
    ...(posterior && { divergence: divergenceOf(posterior) }),
  };
}

/** Epochs of a run, with the loss of each step: what tells how training went. */
export type Course = Pick<RunRecord, 'epochs' | 'spec'> & { readonly losses: readonly number[] };

function errorsOfMean(train: Table, test: Table): Float64Array {
  const rows = train.shape[0] as number;
  const size = train.values.length / rows;
  const mean = new Float64Array(size);
  train.values.forEach((value, i) => {
    mean[i % size] = (mean[i % size] as number) + (value * train.scale) / rows;
  });
  const errors = new Float64Array(test.shape[0] as number);
  test.values.forEach((value, i) => {
    const row = Math.floor(i / size);
    errors[row] = (errors[row] as number) + (value * test.scale - (mean[i % size] as number)) ** 2;
  });
  return errors;
}

/** U + V of each dimension, the mean over rows. @see Kingma & Welling 2013, appendix B */
export function divergenceOf({ mean, logVariance }: { mean: HostArray; logVariance: HostArray }): Float64Array {
  const rows = mean.shape[0] as number;
  const size = mean.values.length / rows;
  const nats = new Float64Array(size);
  for (let i = 0; i < mean.values.length; i++) {
    const log = logVariance.values[i] as number;
    nats[i % size] =
      (nats[i % size] as number) + ((mean.values[i] as number) ** 2 + Math.exp(log) - log - 1) / 2 / rows;
  }
  return nats;
}
