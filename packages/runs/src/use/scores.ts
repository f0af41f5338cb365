import { isLatentKitError } from '@latentkit/errors';
import type { OpenRun } from '../folder/openRun.ts';
import { type ColumnErrors, columnErrors } from './columnErrors.ts';
import { type Energies, energies } from './energies.ts';
import { type HeldOut, heldOut, rankAmong, thresholdAt } from './heldOut.ts';
import { reconstructed } from './onRun.ts';
import type { RowsOfRun } from './rowsOfRun.ts';
import { withUnknown } from './withUnknown.ts';

/** How much each row is unlike what a run learned from. */
export interface Scores extends Energies {
  /** What the rows are ranked among; none where the data of a run are gone that has stored no energies. */
  readonly held?: HeldOut;
  /** Share of the held-out rows with a lower energy, [rows]. */
  readonly rank?: Float64Array;
  /** For a table: the error of each column of each row. */
  readonly errors?: ColumnErrors;
  /** Rows of more energy are anomalies. */
  readonly threshold?: number;
  /** What is to be known of them, one line each. */
  readonly notes: readonly string[];
}

export interface ScoreOptions {
  /** An energy. */
  readonly threshold?: number | undefined;
  /** The threshold as a share of the held-out rows, above 0 and at most 1. */
  readonly quantile?: number | undefined;
}

/** Columns whose errors are told each. */
const mostColumns = 1000;

/**
 * Energy, rank and column errors of rows.
 *
 * @throws what `heldOut` throws where a quantile needs it
 */
export async function scores(
  run: OpenRun,
  used: RowsOfRun,
  { threshold, quantile }: ScoreOptions = {},
): Promise<Scores> {
  const { held, limit, notes } = await limitOf(run, { threshold, quantile });
  const computed = hasColumnErrors(used.y.shape)
    ? columnErrors(used.y, (await reconstructed(run, used.y)).values, run.trainedOn)
    : undefined;
  const { found, errors } = withUnknown(await energies(run, used), computed, used.unknown);
  return {
    ...found,
    ...rankOf(held, found.energy),
    ...(errors && { errors }),
    ...(limit !== undefined && { threshold: limit }),
    notes,
  };
}

/** What rows are ranked among, and the energy above which one is an anomaly. */
export async function limitOf(run: OpenRun, { threshold, quantile }: ScoreOptions) {
  const notes: string[] = [];
  const held = await heldOut(run).catch((error: unknown) => {
    if (quantile !== undefined || !isLatentKitError(error)) throw error;
    notes.push(`no ranks: ${error.message}`);
    return undefined;
  });
  if (held?.split === 'train') notes.push('no rows were held out: ranks are among the training rows');
  const limit = threshold ?? (held && quantile !== undefined ? thresholdAt(held, quantile) : undefined);
  return { held, limit, notes };
}

export const rankOf = (held: HeldOut | undefined, energy: Float64Array): Pick<Scores, 'held' | 'rank'> =>
  held ? { held, rank: energy.map((one) => rankAmong(held, one)) } : {};

/** @param shape [rows, …one observation] */
export const hasColumnErrors = (shape: readonly number[]): boolean =>
  shape.length === 2 && (shape[1] as number) <= mostColumns;
