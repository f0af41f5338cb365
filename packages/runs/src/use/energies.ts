import type { Batch, Table } from '@latentkit/core';
import type { Split } from '@latentkit/datasets';
import { tablesOf } from '../entry/tablesOf.ts';
import type { OpenRun } from '../folder/openRun.ts';

/** What a run is judged by, row by row: the energy Σ terms and each term, [rows], in the unit of the judge. */
export interface Energies {
  readonly energy: Float64Array;
  readonly terms: Readonly<Record<string, Float32Array>>;
}

const batchSize = 500;

/** The energy of every row, with nothing drawn at random where the model's entry has a judge that draws nothing. */
export async function energies({ engine, spec, entry, model }: OpenRun, split: Split): Promise<Energies> {
  const judge = (entry.calmJudge ?? entry.judge)(spec);
  const tables: Readonly<Record<string, Table>> = tablesOf(entry, split);
  const rows = split.y.shape[0] as number;
  const program = await engine.program(
    (inputs, random) => judge.terms(model, inputs as Batch, random),
    Object.values(model.variables),
  );
  const terms: Record<string, Float32Array> = {};
  try {
    for (let from = 0, step = 0; from < rows; from += batchSize, step++) {
      const some = Int32Array.from({ length: Math.min(batchSize, rows - from) }, (_, i) => from + i);
      const inputs = Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, { table, rows: some }]));
      for (const [name, { values }] of Object.entries(await program.run(inputs, { seed: 0, step }))) {
        terms[name] ??= new Float32Array(rows);
        terms[name].set(values, from);
      }
    }
  } finally {
    program.dispose();
  }
  const parts = Object.values(terms);
  return {
    energy: Float64Array.from({ length: rows }, (_, row) =>
      parts.reduce((sum, part) => sum + (part[row] as number), 0),
    ),
    terms,
  };
}
