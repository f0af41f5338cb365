import { rowMapper } from '@latentkit/core/internal';
import type { OpenRun } from '../folder/openRun.ts';
import { columnErrors } from '../use/columnErrors.ts';
import { type Energies, energyMapper } from '../use/energies.ts';
import type { RowRanges } from '../use/rowRanges.ts';
import type { RowsOfRun } from '../use/rowsOfRun.ts';
import { hasColumnErrors, limitOf, rankOf, type ScoreOptions, type Scores } from '../use/scores.ts';
import { requireTables } from '../use/usedRows.ts';
import { withUnknown } from '../use/withUnknown.ts';
import { allRows, classNames } from './beside.ts';
import type { BulkBlock, BulkColumn } from './block.ts';
import { type Bulk, batchRows } from './bulk.ts';

/** The scores of every row, and what is to be known of them. */
export interface BulkScores extends Bulk {
  /** Rows of more energy are anomalies. */
  readonly threshold?: number;
  readonly notes: readonly string[];
}

/** What `scores` gives, row by row: as columns those of `scoreBlock`, as an array only the energies, [rows]. */
export async function bulkScores(run: OpenRun, ranges: RowRanges, options: ScoreOptions = {}): Promise<BulkScores> {
  const first = await ranges.read(0, Math.min(batchRows, ranges.count));
  requireTables(run, first);
  const { held, limit, notes } = await limitOf(run, options);
  const { engine, model, trainedOn } = run;
  const energies = await energyMapper(run);
  const mapper = hasColumnErrors(first.y.shape)
    ? await rowMapper({ engine, map: model.reconstruct, state: Object.values(model.variables) })
    : undefined;
  let names: readonly string[] = [];
  return {
    count: ranges.count,
    async batch(from, to) {
      const used = await ranges.read(from, to);
      const rows = used.rows.length;
      const computed: Energies =
        rows > 0
          ? await energies.ofRows(used, { from: 0, to: rows }, from / batchRows)
          : { energy: new Float64Array(), terms: Object.fromEntries(names.map((name) => [name, new Float32Array()])) };
      names = Object.keys(computed.terms);
      const made = rows > 0 ? (await mapper?.of(allRows(used.y)))?.values : mapper && new Float32Array();
      const { found, errors } = withUnknown(computed, made && columnErrors(used.y, made, trainedOn), used.unknown);
      const scores = {
        ...found,
        ...rankOf(held, found.energy),
        ...(errors && { errors }),
        ...(limit !== undefined && { threshold: limit }),
        notes: [],
      };
      return { block: scoreBlock(used, scores, first.label !== undefined), places: used.places };
    },
    ...(limit !== undefined && { threshold: limit }),
    notes,
    async close() {
      mapper?.dispose();
      energies.dispose();
      await ranges.close();
    },
  };
}

/** Row, energy, its terms where there are several, rank, anomaly, class and the error of each column. */
export function scoreBlock(used: RowsOfRun, found: Scores, withClass = used.label !== undefined): BulkBlock {
  const { energy, terms, rank, errors, threshold } = found;
  const width = errors?.columns.length ?? 0;
  const columns: BulkColumn[] = [
    { name: 'row', type: 'integer', values: used.rows },
    { name: 'energy', type: 'double', values: energy },
  ];
  const parts = Object.entries(terms);
  if (parts.length > 1) for (const [name, values] of parts) columns.push({ name, type: 'float', values });
  if (rank) columns.push({ name: 'rank', type: 'double', values: rank });
  if (threshold !== undefined)
    columns.push({ name: 'anomaly', type: 'integer', values: Array.from(energy, (one) => Number(one > threshold)) });
  if (withClass) columns.push({ name: 'class', type: 'text', values: classNames(used) });
  for (const [at, { name }] of (errors?.columns ?? []).entries()) {
    const values = Float32Array.from(energy, (_, row) => errors?.values[row * width + at] as number);
    columns.push({ name: `${name}_error`, type: 'float', values });
  }
  return { rows: energy.length, columns, array: { values: Float32Array.from(energy), row: [] } };
}
