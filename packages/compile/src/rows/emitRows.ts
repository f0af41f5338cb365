import { inputName, type Node, producer, sizeOf, type Value } from '../graph/graph.ts';
import { add, floats, type Keep, type Lanes, mul } from '../noise/lanes.ts';
import { splatOf } from '../passes/constants.ts';
import { unshaped } from '../share/addends.ts';
import { arraysOf } from '../share/rowOps.ts';
import type { RowLoop } from '../share/stages.ts';
import { vectorCode } from '../tail/vectorOps.ts';
import { code } from '../wasm/code.ts';
import type { ValueType, WasmFunction } from '../wasm/wasmModule.ts';

/** Rows that are summed in float32 before their sums are added to the others: so the error grows with the number of blocks. */
const blockRows = 64;

/** A loop over rows as a function, and what its parameters are the addresses of. */
export interface RowFunction extends WasmFunction {
  /** Inputs of the graph that it reads, in order; each name of its results; each name of its sums; then room for `scratch` bytes. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly scratch: number;
}

/**
 * The function (_, _, …addresses of what it reads, …of its results, …of its sums, of its scratch): first the factors of a row and room for its sums, then all rows,
 * four lanes at a time, each value once.
 */
export function emitRows(name: string, { columns, rows, results, sums }: RowLoop): RowFunction {
  const size = rows * columns;
  const rowBytes = 4 * columns;
  const isArray = (value: Value) => sizeOf(value.shape) === size;
  const ends = [...results.map(({ value }) => value), ...sums.map(({ of }) => of)];
  const { reads, factors } = leavesOf(ends, isArray);
  const resultNames = results.flatMap(({ names }) => names);
  const sumNames = sums.flatMap(({ names }) => names);
  const firstRead = 2;
  const firstWrite = firstRead + reads.length;
  const scratch = firstWrite + resultNames.length + sumNames.length;
  const params: ValueType[] = Array.from({ length: scratch + 1 }, () => 'i32');
  const locals: ValueType[] = [];
  const local = (type: ValueType) => params.length + locals.push(type) - 1;
  const [at, end, column, place] = [local('i32'), local('i32'), local('i32'), local('i32')];
  const parameterOf = (leaf: Value) => firstRead + reads.indexOf(inputName(leaf));
  const keepIn =
    (where: number[]): Keep =>
    (lanes) => {
      const home = local('v128');
      where.push(...lanes, ...code.set(home));
      return code.get(home);
    };
  const address = (parameter: number, offset: number) => [...code.get(parameter), ...code.get(offset), ...code.i32Add];
  /** All columns of one row; `column` counts bytes. */
  const eachColumn = (body: readonly number[], more: readonly number[] = []) => [
    ...code.i32Const(0),
    ...code.set(column),
    ...code.loop,
    ...address(scratch, column),
    ...code.set(place),
    ...body,
    ...more,
    ...code.get(column),
    ...code.i32Const(16),
    ...code.i32Add,
    ...code.tee(column),
    ...code.i32Const(rowBytes),
    ...code.i32LtU,
    ...code.brIf(0),
    ...code.end,
  ];
  /** In the scratch: rows of factors, then sums of a block. */
  const held = (i: number) => [...code.get(place), ...code.load(i * rowBytes)];
  const hold = (i: number, lanes: Lanes) => [...code.get(place), ...lanes, ...code.store(i * rowBytes)];
  const blockSum = (i: number) => factors.length + i;
  const lanesIn = (body: number[], leaf: (value: Value) => Lanes | undefined) => {
    const keep = keepIn(body);
    const known = new Map<Value, Lanes>();
    const lanesOf = (value: Value): Lanes => {
      const found = known.get(value);
      if (found) return found;
      const node = producer(value);
      const made =
        leaf(value) ??
        (node?.op === 'Reshape' ? lanesOf(node.inputs[0] as Value) : node && compiled(node, lanesOf, keep));
      if (!made) throw new TypeError(`${name}: a value without a home`);
      const home = node?.op === 'Reshape' ? made : keep(made);
      known.set(value, home);
      return home;
    };
    return lanesOf;
  };
  const constantOf = (value: Value) => {
    const number = splatOf(value);
    return number === undefined ? undefined : floats(number);
  };
  const totals = sums.map((_, i) => i).map((i) => firstWrite + resultNames.length + sums.slice(0, i).flatMap(({ names }) => names).length);
  const before: number[] = [];
  const factorOf = lanesIn(before, (value) => {
    if (value.source.kind !== 'input') return constantOf(value);
    if (sizeOf(value.shape) === 1) return [...code.get(parameterOf(value)), ...code.loadSplat];
    return [...address(parameterOf(value), column), ...code.load()];
  });
  factors.forEach((value, i) => {
    const lanes = factorOf(value);
    before.push(...hold(i, lanes));
  });
  for (const total of totals) before.push(...address(total, column), ...floats(0), ...code.store());
  const turn: number[] = [];
  const lanesOf = lanesIn(turn, (value) => {
    if (!isArray(value)) return constantOf(value) ?? held(factors.indexOf(unshaped(value)));
    if (value.source.kind !== 'input') return constantOf(value);
    return [...address(parameterOf(value), at), ...code.load()];
  });
  const made = results.map(({ value }) => lanesOf(value));
  sums.forEach(({ of }, i) => {
    const lanes = lanesOf(of);
    turn.push(...hold(blockSum(i), add(held(blockSum(i)), lanes)));
  });
  let written = firstWrite;
  results.forEach(({ names }, i) => {
    for (const _ of names) turn.push(...address(written++, at), ...(made[i] as Lanes), ...code.store());
  });
  const clear = sums.flatMap((_, i) => hold(blockSum(i), floats(0)));
  const flush = sums.flatMap(({ factor }, i) => {
    const total = address(totals[i] as number, column);
    return [...total, ...add([...total, ...code.load()], mul(held(blockSum(i)), floats(factor))), ...code.store()];
  });
  const copies = sums.flatMap(({ names }, i) =>
    names.slice(1).flatMap((_, k) => [
      ...address((totals[i] as number) + k + 1, column),
      ...address(totals[i] as number, column),
      ...code.load(),
      ...code.store(),
    ]),
  );
  const advance = [...code.get(at), ...code.i32Const(16), ...code.i32Add, ...code.set(at)];
  const row = eachColumn(turn, advance);
  const rowsOf = (bound: readonly number[]) => [...code.loop, ...row, ...code.get(at), ...bound, ...code.i32LtU, ...code.brIf(0), ...code.end];
  const all = code.i32Const(4 * size);
  const block = Math.min(rows, blockRows) * rowBytes;
  const blocks = [
    ...code.loop,
    ...eachColumn(clear),
    ...[...code.get(at), ...code.i32Const(block), ...code.i32Add, ...code.set(end)],
    ...[...code.get(end), ...all, ...code.get(end), ...all, ...code.i32LtU, ...code.select, ...code.set(end)],
    ...rowsOf(code.get(end)),
    ...eachColumn(flush),
    ...[...code.get(at), ...all, ...code.i32LtU, ...code.brIf(0), ...code.end],
  ];
  const body = [
    ...(before.length > 0 ? eachColumn(before) : []),
    ...(sums.length > 0 ? blocks : rowsOf(all)),
    ...(copies.length > 0 ? eachColumn(copies) : []),
  ];
  return {
    name,
    params,
    locals,
    body,
    reads,
    writes: [...resultNames, ...sumNames],
    scratch: (factors.length + sums.length) * rowBytes,
  };
}

const compiled = (node: Node, lanesOf: (value: Value) => Lanes, keep: Keep): Lanes | undefined => {
  const operands = arraysOf(node).map(lanesOf);
  return vectorCode(node, (i) => operands[i] as Lanes, keep);
};

/** What lies in memory before the loop, and what is computed once for all rows. */
function leavesOf(
  ends: readonly Value[],
  isArray: (value: Value) => boolean,
): { readonly reads: readonly string[]; readonly factors: readonly Value[] } {
  const reads = new Set<string>();
  const factors = new Set<Value>();
  const seen = new Set<Value>();
  const visit = (value: Value, inRow: boolean) => {
    if (splatOf(value) !== undefined) return;
    const apart = !inRow && !isArray(value);
    if (apart) factors.add(unshaped(value));
    if (seen.has(value)) return;
    seen.add(value);
    if (value.source.kind === 'input') reads.add(inputName(value));
    const node = producer(value);
    for (const operand of node ? arraysOf(node) : []) visit(operand, inRow || apart);
  };
  for (const end of ends) visit(end, false);
  return { reads: [...reads], factors: [...factors] };
}
