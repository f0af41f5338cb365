import { producer, sizeOf, type Value } from '../graph/graph.ts';
import { floats, type Lanes } from '../noise/lanes.ts';
import { code } from '../wasm/code.ts';
import type { WasmFunction } from '../wasm/wasmModule.ts';
import { emitTurns, from, to } from './emitTurns.ts';
import { logLanes } from './exponentialLanes.ts';
import type { Partition } from './partition.ts';
import { rangeOf } from './rangeOf.ts';
import type { Sum } from './sums.ts';

type Edges = Partition['edges'];

/** Bytes of an array that are summed in one range, as four sums in float32; the rest is summed in float64. */
export const sumBytes = 32_768;
const logSumBytes = 15;

/** Bytes between two logarithms of a product: 64 factors from ½ to 2 stay within 2⁻¹²⁶ and 2¹²⁷. */
const productBytes = 64 * 16;

/**
 * A sum as a function (from, to, …addresses of the arrays, address of the sums, bytes of an array, …scalars) over one range of
 * `sumBytes` bytes: it leaves the range's four sums at the place of the range.
 *
 * Σ (a ± log v) is Σ a ± log Π v: a cross-entropy takes 0.18 ms instead of 0.49 for 100 352 pixels on one thread.
 */
export function emitSum(name: string, { arrays, value, scalars }: Sum, edges: Edges): WasmFunction {
  return emitTurns(
    name,
    { arrays, others: 2, scalars },
    edges,
    ({ lanesOf, local, keepIn, before, turn, firstOther }) => {
      const sum = local('v128');
      const [sums, bytes] = [firstOther, firstOther + 1];
      const positions = [...code.get(from), ...code.i32x4Splat, ...code.v128Const(0, 4, 8, 12), ...code.i32x4Add];
      // Behind the last number lies anything, unless it is the last of its vector.
      const inside = isWhole(value)
        ? undefined
        : keepIn(turn)([...positions, ...code.get(bytes), ...code.i32x4Splat, ...code.i32x4LtS]);
      const add = (lanes: Lanes) => [...code.get(sum), ...lanes, ...code.add, ...code.set(sum)];
      const { rest, factor, negative } = splitLog(value, edges);
      const after: number[] = [];
      if (rest) turn.push(...add([...lanesOf(rest), ...(inside ? [...inside, ...code.and] : [])]));
      if (factor) {
        const product = local('v128');
        const reset = [...floats(1), ...code.set(product)];
        const one = inside ? [...lanesOf(factor), ...floats(1), ...inside, ...code.bitselect] : lanesOf(factor);
        const whole = [...code.get(from), ...code.i32Const(productBytes - 1), ...code.i32And];
        const flush = (where: number[]) => {
          const logs = logLanes(keepIn(where), code.get(product));
          where.push(...add([...logs, ...(negative ? code.neg : [])]), ...reset);
        };
        before.push(...reset);
        turn.push(...code.block, ...whole, ...code.brIf(0));
        flush(turn);
        turn.push(...code.end, ...code.get(product), ...one, ...code.mul, ...code.set(product));
        flush(after);
      }
      // from is now the end of the range; a place is 16 bytes.
      const place = [
        ...code.get(to),
        ...code.i32Const(-1),
        ...code.i32Add,
        ...code.i32Const(logSumBytes),
        ...code.i32ShrU,
      ];
      const shifted = [...place, ...code.i32Const(4), ...code.i32Shl, ...code.get(sums), ...code.i32Add];
      return [...after, ...shifted, ...code.get(sum), ...code.store()];
    },
  );
}

/** Whether its numbers fill whole vectors. */
export const isWhole = ({ shape }: Value) => sizeOf(shape) % 4 === 0;

/** value = rest ± log factor, where the factor is known to lie in [½, 2]. */
interface Split {
  readonly rest?: Value;
  readonly factor?: Value;
  readonly negative?: boolean;
}

function splitLog(value: Value, edges: Edges): Split {
  const node = edges.has(value) ? undefined : producer(value);
  const [a, b] = (node?.inputs ?? []) as readonly [Value, Value];
  if (node?.op === 'Reshape') return splitLog(a, edges);
  if (node?.op !== 'Add') return logOf(value, edges) ?? { rest: value };
  const [first, second] = [logOf(a, edges), logOf(b, edges)];
  if (first) return { ...first, rest: b };
  return second ? { ...second, rest: a } : { rest: value };
}

/** value = ± log factor. */
function logOf(value: Value, edges: Edges): Omit<Split, 'rest'> | undefined {
  const node = edges.has(value) ? undefined : producer(value);
  const x = node?.inputs[0] as Value;
  if (node?.op === 'Reshape') return logOf(x, edges);
  if (node?.op === 'Neg') {
    const inner = logOf(x, edges);
    return inner && { ...inner, negative: !inner.negative };
  }
  const [low, high] = node?.op === 'Log' ? rangeOf(x) : [0, 0];
  return low >= 1 / 2 && high <= 2 ? { factor: x } : undefined;
}
