import type { HostArray, Table } from '@latentkit/core';
import { squaredError } from '@latentkit/losses';
import { linearProbe, meanTerms, nearestNeighbors, type Probe, principalComponents } from '@latentkit/metrics';
import type { OpenRun } from '@latentkit/runs';
import { encoded, first, latentSize } from '@latentkit/runs';

/** What codes keep of the test set, beside principal components of as many numbers. */
export interface Representation {
  /** Mean of ‖y − ỹ‖². */
  readonly perExample: number;
  /** The same by as many principal components. */
  readonly pcaError: number;
  /** Shares of the test set that codes give their class, where there are classes. */
  readonly neighbors?: number;
  readonly probe?: number;
  readonly probed?: Probe;
}

/** The codes of both splits with their classes, of at most this many training examples; undefined where there are no classes. */
export async function labelledCodes(run: OpenRun, { most }: { most: number }) {
  const { train, test } = await run.data();
  if (train.label === undefined || test.label === undefined) return undefined;
  const labelled = async (y: Table, label: Table) => ({
    codes: (await encoded(run, y)) as HostArray,
    labels: label.values.subarray(0, y.shape[0]),
  });
  return { train: await labelled(first(train.y, most), train.label), test: await labelled(test.y, test.label) };
}

/** @param most training examples that neighbours, probe and principal components learn from */
export async function representation(run: OpenRun, { most }: { most: number }): Promise<Representation> {
  const { engine, model } = run;
  const { train, test } = await run.data();
  const known = first(train.y, most);
  const terms = ({ y }: { y: Parameters<typeof model.reconstruct>[0] }) => ({
    cost: squaredError(y, model.reconstruct(y)),
  });
  const { perExample } = await meanTerms({ engine, terms, variables: model.variables, data: { y: test.y } });
  const size = latentSize(run);
  const pixels = known.values.length / (known.shape[0] as number);
  const pcaError = principalComponents(known).reconstructionError(test.y, Math.min(size, pixels));
  const codes = await labelledCodes(run, { most });
  if (codes === undefined) return { perExample, pcaError };
  const probed = linearProbe(codes);
  return { perExample, pcaError, neighbors: nearestNeighbors(codes).accuracy, probe: probed.accuracy, probed };
}
