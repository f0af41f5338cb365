import { gather, type HostArray, mapTable, type Table, table } from '@latentkit/core';
import { take } from '@latentkit/datasets';
import { expected } from '@latentkit/errors';
import type { OpenRun } from '../folder/openRun.ts';

/** z = Enc(y) of every row, [rows, latent dimensions]. */
export async function encoded({ engine, model }: OpenRun, y: Table): Promise<HostArray> {
  const { values, shape } = await mapTable({
    engine,
    map: model.encode,
    state: Object.values(model.variables),
    table: y,
  });
  const rows = shape[0] as number;
  return { values, shape: [rows, values.length / rows] };
}

/** ỹ = Dec(Enc(y)) of every row, [rows, …one observation]. */
export function reconstructed({ engine, model }: Pick<OpenRun, 'engine' | 'model'>, y: Table): Promise<HostArray> {
  return mapTable({ engine, map: model.reconstruct, state: Object.values(model.variables), table: y });
}

/** ỹ = Dec(z) of every code. @param codes [rows, latent dimensions] */
export function decoded({ engine, model }: OpenRun, { values, shape }: HostArray): Promise<HostArray> {
  const codes = table(values, [shape[0] as number, ...(model.latentShape as readonly number[])]);
  return mapTable({ engine, map: model.decode, state: Object.values(model.variables), table: codes });
}

/** μ and log v of every row, both [rows, latent dimensions]; undefined where the encoder gives no distribution. */
export async function posteriors({ engine, model }: OpenRun, y: Table) {
  const { posterior } = model;
  if (posterior === undefined) return undefined;
  const state = Object.values(model.variables);
  const [mean, logVariance] = await Promise.all(
    (['mean', 'logVariance'] as const).map((part) =>
      mapTable({ engine, map: (y) => posterior(y)[part], state, table: y }),
    ),
  );
  return { mean: mean as HostArray, logVariance: logVariance as HostArray };
}

/** Some rows of a table as a table of their own. */
export function picked(source: Table, rows: ArrayLike<number>): Table {
  return table(gather({ table: source, rows: Int32Array.from(rows) }), [rows.length, ...source.shape.slice(1)]);
}

/** At most this many rows, from the first on, where they lie. */
export function first(source: Table, most: number): Table {
  return take({ y: source }, Math.min(most, source.shape[0] as number)).y;
}

/** Latent dimensions. */
export function latentSize({ model }: OpenRun): number {
  return (model.latentShape as readonly number[]).reduce((size, next) => size * next, 1);
}

/** @throws RUN where codes are not points of the plane */
export function requirePlane(run: OpenRun): void {
  if (latentSize(run) === 2) return;
  throw expected({
    where: `run ${run.path}`,
    expected: '2 latent dimensions',
    received: String(latentSize(run)),
    todo: 'Train with --latent-size 2.',
    code: 'RUN',
  });
}

/** @throws RUN where the encoder gives codes and no distribution of them */
export function requirePosterior<P>(run: OpenRun, posterior: P | undefined): P {
  if (posterior !== undefined) return posterior;
  throw expected({
    where: `run ${run.path}`,
    expected: 'an encoder that gives a distribution q(z|y)',
    received: run.spec.model,
    todo: 'Train a vae.',
    code: 'RUN',
  });
}

/** The terms of these names. @throws RUN for a model that is not judged by them */
export function requireTerms(
  run: OpenRun,
  terms: Readonly<Record<string, number>>,
  names: readonly string[],
): number[] {
  if (names.every((name) => Object.hasOwn(terms, name))) return names.map((name) => terms[name] as number);
  throw expected({
    where: `run ${run.path}`,
    expected: `a model judged by ${names.join(', ')}`,
    received: `${run.spec.model}, judged by ${Object.keys(terms).join(', ')}`,
    todo: 'Train a vae.',
    code: 'RUN',
  });
}
