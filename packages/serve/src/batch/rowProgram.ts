import { type Engine, type HostArray, type Program, type StepFunction, table } from '@latentkit/core';
import type { Variable } from '@tensorflow/tfjs-core';

/** Rows by input name: [rows, …row] as float32. */
export type RowTables = Readonly<Record<string, HostArray<Float32Array>>>;
type Outputs = Readonly<Record<string, HostArray>>;

/** A step of any number of rows, each output row a function of its input row. */
export interface RowProgram {
  run(inputs: RowTables, rows: number): Promise<Outputs>;
  dispose(): void;
}

/**
 * A step as a program of few batch sizes: rows are filled up with zeros to the next power of two, because a compiled engine makes a graph for each
 * size. More rows than `maxBatch` are several runs.
 */
export async function rowProgram(
  engine: Engine,
  step: StepFunction,
  state: readonly Variable[],
  { maxBatch }: { maxBatch: number },
): Promise<RowProgram> {
  const program = await engine.program(step, state);
  return {
    async run(inputs, rows) {
      const parts: { readonly outputs: Outputs; readonly rows: number }[] = [];
      for (let from = 0; from < rows; from += maxBatch) {
        const count = Math.min(maxBatch, rows - from);
        parts.push({ outputs: await once(program, inputs, { from, count, maxBatch }), rows: count });
      }
      return joined(parts, rows);
    },
    dispose: () => program.dispose(),
  };
}

function once(
  program: Program,
  inputs: RowTables,
  { from, count, maxBatch }: { from: number; count: number; maxBatch: number },
): Promise<Outputs> {
  const size = Math.min(maxBatch, 2 ** Math.ceil(Math.log2(count)));
  const rows = Int32Array.from({ length: size }, (_, row) => row);
  const padded = Object.entries(inputs).map(([name, { values, shape }]) => {
    const row = shape.slice(1);
    const length = row.reduce((product, next) => product * next, 1);
    // A new array each time: an engine may keep what it was fed by identity.
    const filled = new Float32Array(size * length);
    filled.set(values.subarray(from * length, (from + count) * length));
    return [name, { table: table(filled, [size, ...row]), rows }] as const;
  });
  return program.run(Object.fromEntries(padded), { seed: 0, step: 0 });
}

/** The first rows of each part, one after the other. */
function joined(parts: readonly { readonly outputs: Outputs; readonly rows: number }[], rows: number): Outputs {
  const [first] = parts as [(typeof parts)[number]];
  return Object.fromEntries(
    Object.entries(first.outputs).map(([name, { values, shape }]) => {
      const size = values.length / (shape[0] as number);
      const all = new Float32Array(rows * size);
      let at = 0;
      for (const part of parts) {
        all.set((part.outputs[name] as HostArray).values.subarray(0, part.rows * size), at);
        at += part.rows * size;
      }
      return [name, { values: all, shape: [rows, ...shape.slice(1)] }];
    }),
  );
}
