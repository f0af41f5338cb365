import type { Engine, HostArray, StepFunction } from '@latentkit/core';
import type { Variable } from '@tensorflow/tfjs-core';
import type { Cancellation } from './cancellation.ts';
import type { BatchOptions, Lane } from './lane.ts';
import { microBatches } from './microBatches.ts';
import { type RowProgram, type RowTables, rowProgram } from './rowProgram.ts';

/** What a server gives its functions to run on. */
export interface Runner {
  readonly engine: Engine;
  readonly batch: BatchOptions;
  readonly lane: Lane;
  /** Hears how many rows ran together. */
  readonly ran: (model: string, rows: number) => void;
}

export interface BatchedRows {
  run(inputs: RowTables, rows: number, cancelled?: Cancellation): Promise<Readonly<Record<string, HostArray>>>;
  dispose(): void;
}

/** A step whose rows of many requests run together. @param model what the rows are counted for */
export function batchedRows(
  { engine, batch, lane, ran }: Runner,
  model: string,
  step: StepFunction,
  state: readonly Variable[],
): BatchedRows {
  let made: Promise<RowProgram> | undefined;
  const queue = microBatches<RowTables, Readonly<Record<string, HostArray>>>(
    async (jobs) => {
      made ??= rowProgram(engine, step, state, batch);
      const rows = jobs.reduce((sum, job) => sum + job.rows, 0);
      ran(model, rows);
      const outputs = await (await made).run(
        jobs.length === 1 ? (jobs[0] as (typeof jobs)[number]).input : stacked(jobs),
        rows,
      );
      if (jobs.length === 1) return [outputs];
      let at = 0;
      return jobs.map((job) => {
        const part = cut(outputs, at, job.rows);
        at += job.rows;
        return part;
      });
    },
    batch,
    lane,
  );
  return {
    run: (input, rows, cancelled) => queue.add({ input, rows, ...(cancelled && { cancelled }) }),
    dispose: () => void made?.then((program) => program.dispose()),
  };
}

/** The rows of jobs, one after the other. */
function stacked(jobs: readonly { readonly input: RowTables; readonly rows: number }[]): RowTables {
  const [first] = jobs as [(typeof jobs)[number]];
  return Object.fromEntries(
    Object.entries(first.input).map(([name, { shape }]) => {
      const arrays = jobs.map(({ input }) => (input[name] as HostArray<Float32Array>).values);
      const all = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const values of arrays) {
        all.set(values, at);
        at += values.length;
      }
      return [name, { values: all, shape: [jobs.reduce((sum, job) => sum + job.rows, 0), ...shape.slice(1)] }];
    }),
  );
}

const cut = (outputs: Readonly<Record<string, HostArray>>, from: number, rows: number) =>
  Object.fromEntries(
    Object.entries(outputs).map(([name, { values, shape }]) => {
      const size = values.length / (shape[0] as number);
      return [name, { values: values.slice(from * size, (from + rows) * size), shape: [rows, ...shape.slice(1)] }];
    }),
  );
