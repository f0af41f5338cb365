import { inputName, producer, sizeOf, type Value } from '../graph/graph.ts';
import { splatOf } from '../passes/constants.ts';
import { unshaped } from '../share/addends.ts';
import type { RowLoop } from '../share/rowLoop.ts';
import { arraysOf } from '../share/rowOps.ts';

/** What a loop over rows begins with. */
export interface RowLeaves {
  /** Inputs of the graph that it reads, as arrays or as what factors are made of, by their names. */
  readonly reads: readonly string[];
  /** What is computed once for all rows: a number for each column, or one for all. */
  readonly factors: readonly Value[];
  /** Whether a value has rows. */
  isArray(value: Value): boolean;
}

export function rowLeaves({ rows, columns, results, sums }: RowLoop): RowLeaves {
  const reads = new Set<string>();
  const factors = new Set<Value>();
  const seen = new Set<Value>();
  const isArray = ({ shape }: Value) => sizeOf(shape) === rows * columns;
  const visit = (value: Value, ofFactor: boolean) => {
    if (splatOf(value) !== undefined) return;
    const isFactor = !ofFactor && !isArray(value);
    if (isFactor) factors.add(unshaped(value));
    if (seen.has(value)) return;
    seen.add(value);
    if (value.source.kind === 'input') reads.add(inputName(value));
    const node = producer(value);
    for (const operand of node ? arraysOf(node) : []) visit(operand, ofFactor || isFactor);
  };
  for (const { value } of results) visit(value, false);
  for (const { of } of sums) visit(of, false);
  return { reads: [...reads], factors: [...factors], isArray };
}
