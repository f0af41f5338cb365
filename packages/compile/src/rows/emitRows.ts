import { inputName, producer, sizeOf, type Value } from '../graph/graph.ts';
import { add, floats, type Keep, type Lanes, mul } from '../noise/lanes.ts';
import { splatOf } from '../passes/constants.ts';
import { unshaped } from '../share/addends.ts';
import type { RowLoop } from '../share/rowLoop.ts';
import { arraysOf } from '../share/rowOps.ts';
import { vectorCode } from '../tail/vectorOps.ts';
import { code } from '../wasm/code.ts';
import type { WasmFunction } from '../wasm/wasmModule.ts';
import { rowFrame } from './rowFrame.ts';
import { rowLeaves } from './rowLeaves.ts';

/** Rows that are summed in float32 before their sums are added to those of others, so that few numbers are added to a large one. */
const blockRows = 64;

/** A loop over rows as a function. Its parameters: two that it does not look at, then addresses. */
export interface RowFunction extends WasmFunction {
  /** Of the inputs of the graph that it reads, by their names; */
  readonly reads: readonly string[];
  /** of its results and its sums; */
  readonly writes: readonly string[];
  /** of room for so many bytes. */
  readonly scratch: number;
}

/**
 * First the factors of a row are computed, then all rows are gone through, four numbers at a time, each value once.
 * The scratch holds the factors, then the sums of a block of rows.
 */
export function emitRows(name: string, loop: RowLoop): RowFunction {
  const { rows, columns, results, sums } = loop;
  const { reads, factors, isArray } = rowLeaves(loop);
  const resultNames = results.flatMap(({ names }) => names);
  const sumNames = sums.flatMap(({ names }) => names);
  const frame = rowFrame(columns, reads.length, resultNames.length + sumNames.length);
  const { at, column, address, held, hold } = frame;
  const addressOf = (leaf: Value) => frame.firstRead + reads.indexOf(inputName(leaf));
  /** The address of each sum; behind it lie those of its other names. */
  const totals = sums.map((_, i) => frame.firstWrite + resultNames.length + count(sums.slice(0, i)));

  const first: number[] = [];
  const factorOf = lanesIn(name, frame.keepIn(first), (leaf) =>
    sizeOf(leaf.shape) === 1
      ? [...code.get(addressOf(leaf)), ...code.loadSplat]
      : [...address(addressOf(leaf), column), ...code.load()],
  );
  factors.forEach((value, i) => {
    const lanes = factorOf(value);
    first.push(...hold(i, lanes));
  });
  for (const total of totals) first.push(...address(total, column), ...floats(0), ...code.store());

  const turn: number[] = [];
  const lanesOf = lanesIn(
    name,
    frame.keepIn(turn),
    (leaf) => [...address(addressOf(leaf), at), ...code.load()],
    (value) => (isArray(value) ? undefined : held(factors.indexOf(unshaped(value)))),
  );
  const ofBlock = (i: number) => factors.length + i;
  const made = results.map(({ value }) => lanesOf(value));
  sums.forEach(({ of }, i) => {
    const lanes = lanesOf(of);
    turn.push(...hold(ofBlock(i), add(held(ofBlock(i)), lanes)));
  });
  // Last, because it may be the place of an operand.
  results
    .flatMap(({ names }, i) => names.map(() => made[i] as Lanes))
    .forEach((lanes, i) => {
      turn.push(...address(frame.firstWrite + i, at), ...lanes, ...code.store());
    });

  const clear = sums.flatMap((_, i) => hold(ofBlock(i), floats(0)));
  const flush = sums.flatMap(({ factor, names }, i) => {
    const [total, ...copies] = names.map((_, k) => address((totals[i] as number) + k, column));
    const sum = frame.local('v128');
    const added = add([...(total as Lanes), ...code.load()], mul(held(ofBlock(i)), floats(factor)));
    const places = [total as Lanes, ...copies];
    return [...added, ...code.set(sum), ...places.flatMap((place) => [...place, ...code.get(sum), ...code.store()])];
  });
  const body = [
    ...(first.length > 0 ? frame.eachColumn(first) : []),
    ...(sums.length > 0 ? frame.blocks(rows, blockRows, { clear, turn, flush }) : frame.allRows(rows, turn)),
  ];
  const { params, locals } = frame;
  const scratch = 4 * columns * (factors.length + sums.length);
  return { name, params, locals, body, reads, writes: [...resultNames, ...sumNames], scratch };
}

const count = (sums: RowLoop['sums']) => sums.reduce((all, { names }) => all + names.length, 0);

/** Computes values once each. @param known what is there already */
function lanesIn(
  name: string,
  keep: Keep,
  read: (leaf: Value) => Lanes,
  known: (value: Value) => Lanes | undefined = () => undefined,
): (value: Value) => Lanes {
  const homes = new Map<Value, Lanes>();
  const made = (value: Value): Lanes | undefined => {
    const number = splatOf(value);
    if (number !== undefined) return floats(number);
    const found = known(value);
    if (found || value.source.kind === 'input') return found ?? read(value);
    const node = producer(value);
    const operands = node ? arraysOf(node).map(lanesOf) : [];
    return node && vectorCode(node, (i) => operands[i] as Lanes, keep);
  };
  const lanesOf = (value: Value): Lanes => {
    const bare = unshaped(value);
    const home = homes.get(bare);
    if (home) return home;
    const lanes = made(bare);
    if (!lanes) throw new TypeError(`${name}: a value without a home: ${producer(bare)?.op}`);
    const kept = keep(lanes);
    homes.set(bare, kept);
    return kept;
  };
  return lanesOf;
}
