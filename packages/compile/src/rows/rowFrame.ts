import { keepsIn, type Lanes } from '../noise/lanes.ts';
import { code } from '../wasm/code.ts';
import type { ValueType } from '../wasm/wasmModule.ts';

/** Parameters of every kernel of a crew; a loop over rows has no use for them. */
const ends = 2;
const vectorBytes = 16;

interface Block {
  /** For each column before a block of rows, */
  readonly clear: readonly number[];
  /** for each four numbers, */
  readonly turn: readonly number[];
  /** for each column after the block. */
  readonly flush: readonly number[];
}

/** Parameters, locals and loops of a function over rows of so many columns. */
export function rowFrame(columns: number, reads: number, writes: number) {
  const firstWrite = ends + reads;
  const scratch = firstWrite + writes;
  const params: ValueType[] = Array.from({ length: scratch + 1 }, () => 'i32');
  const locals: ValueType[] = [];
  const local = (type: ValueType) => params.length + locals.push(type) - 1;
  /** Bytes from the beginning of an array, the end of a block, bytes from the beginning of a row, where these lie in the scratch. */
  const [at, end, column, place] = [local('i32'), local('i32'), local('i32'), local('i32')];
  const rowBytes = 4 * columns;
  const address = (parameter: number, offset: number): number[] => [
    ...code.get(parameter),
    ...code.get(offset),
    ...code.i32Add,
  ];
  const advance = (offset: number) => [
    ...code.get(offset),
    ...code.i32Const(vectorBytes),
    ...code.i32Add,
    ...code.set(offset),
  ];
  /** Again until `offset` has reached a number of bytes. */
  const until = (offset: number, bytes: readonly number[], body: readonly number[]) => [
    ...code.loop,
    ...body,
    ...code.get(offset),
    ...bytes,
    ...code.i32LtU,
    ...code.brIf(0),
    ...code.end,
  ];
  const eachColumn = (body: readonly number[]) => [
    ...code.i32Const(0),
    ...code.set(column),
    ...until(column, code.i32Const(rowBytes), [
      ...address(scratch, column),
      ...code.set(place),
      ...body,
      ...advance(column),
    ]),
  ];
  const rowsUntil = (bytes: readonly number[], turn: readonly number[]) =>
    until(at, bytes, eachColumn([...turn, ...advance(at)]));
  return {
    firstRead: ends,
    firstWrite,
    params,
    locals,
    local,
    at,
    column,
    address,
    eachColumn,
    /** Reads, or writes, a vector of the i-th row of the scratch. */
    held: (i: number): Lanes => [...code.get(place), ...code.load(i * rowBytes)],
    hold: (i: number, lanes: Lanes): Lanes => [...code.get(place), ...lanes, ...code.store(i * rowBytes)],
    keepIn: keepsIn(local),
    allRows: (rows: number, turn: readonly number[]) => rowsUntil(code.i32Const(rows * rowBytes), turn),
    /** All rows, with something to do before and after each block of them. */
    blocks(rows: number, most: number, { clear, turn, flush }: Block) {
      const all = code.i32Const(rows * rowBytes);
      const next = [...code.get(at), ...code.i32Const(most * rowBytes), ...code.i32Add, ...code.tee(end)];
      return until(at, all, [
        ...eachColumn(clear),
        ...[...next, ...all, ...code.get(end), ...all, ...code.i32LtU, ...code.select, ...code.set(end)],
        ...rowsUntil(code.get(end), turn),
        ...eachColumn(flush),
      ]);
    },
  };
}
