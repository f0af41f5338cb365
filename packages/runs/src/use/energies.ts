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
export async function energies(run: OpenRun, split: Split): Promise<Energies> {
  const rows = split.y.shape[0] as number;
  const mapper = await energyMapper(run);
  const energy = new Float64Array(rows);
  const terms: Record<string, Float32Array> = {};
  try {
    for (let from = 0, step = 0; from < rows; from += batchSize, step++) {
      const found = await mapper.ofRows(split, { from, to: Math.min(rows, from + batchSize) }, step);
      energy.set(found.energy, from);
      for (const [name, values] of Object.entries(found.terms)) {
        terms[name] ??= new Float32Array(rows);
        terms[name].set(values, from);
      }
    }
  } finally {
    mapper.dispose();
  }
  return { energy, terms };
}

/** What gives the energies of rows, batch after batch. */
export async function energyMapper({ engine, spec, entry, model }: OpenRun) {
  const judge = (entry.calmJudge ?? entry.judge)(spec);
  const program = await engine.program(
    (inputs, random) => judge.terms(model, inputs as Batch, random),
    Object.values(model.variables),
  );
  return {
    /** @param step says which numbers are drawn, where any are */
    async ofRows(split: Split, { from, to }: { from: number; to: number }, step: number): Promise<Energies> {
      const tables: Readonly<Record<string, Table>> = tablesOf(entry, split);
      const some = Int32Array.from({ length: to - from }, (_, i) => from + i);
      const inputs = Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, { table, rows: some }]));
      const found = Object.entries(await program.run(inputs, { seed: 0, step }));
      const terms = Object.fromEntries(found.map(([name, { values }]) => [name, values as Float32Array]));
      const parts = Object.values(terms);
      const energy = Float64Array.from(some, (_, i) => parts.reduce((sum, part) => sum + (part[i] as number), 0));
      return { energy, terms };
    },
    dispose: () => program.dispose(),
  };
}
