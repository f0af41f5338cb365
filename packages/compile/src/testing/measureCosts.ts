import { constant, input, sizeOf, type Value } from '../graph/graph.ts';
import { concat, gather, gemm, reshape } from '../graph/ops.ts';
import { gatherTurned } from '../lower/patches.ts';
import { nsOf } from '../run/nsOf.ts';
import type { Runtime } from '../run/runtime.ts';

/** ns of one product, one copied run and one copied number on one thread. */
export async function measureCosts(runtime: Runtime): Promise<Record<string, number>> {
  const x = (name: string, shape: readonly number[]) => input(name, 'float32', shape);
  const [m, k, n] = [6272, 512, 64] as const;
  const product = await nsOf(runtime, [x('a', [m, k]), x('b', [k, n])], ([a, b]) => gemm(a as Value, b as Value));
  const gathered = async (width: number) => {
    const places = Int32Array.from({ length: 784 }, (_, i) => (i * 5) % 196);
    const ns = await nsOf(runtime, [x('a', [128, 196, width])], ([a]) =>
      gather(a as Value, constant('int32', [784], places), 1),
    );
    return ns / (128 * 784);
  };
  /** With the product after it, before which a transposition is not put off, and without that product; more numbers than a cache holds. */
  const turned = async () => {
    const places = Array.from({ length: 3136 }, (_, i) => (i * 5) % 784);
    const [windows, filter] = [x('a', [128 * 196, 64]), x('b', [64, 16])];
    const both = await nsOf(runtime, [x('a', [128, 784, 4]), filter], ([a, b]) =>
      gemm(reshape(gatherTurned(a as Value, places), windows.shape), b as Value),
    );
    const alone = await nsOf(runtime, [windows, filter], ([a, b]) => gemm(a as Value, b as Value));
    return (both - alone) / sizeOf(windows.shape);
  };
  const joined = async (width: number) => {
    const shape = [128, 196, 1, width];
    const ns = await nsOf(runtime, [x('a', shape), x('b', shape)], (parts) => concat(parts, 2));
    return ns / (2 * 128 * 196);
  };
  const line = async (of: (width: number) => Promise<number>) => {
    const [narrow, wide] = [await of(4), await of(64)];
    const number = (wide - narrow) / 60;
    return { run: narrow - 4 * number, number };
  };
  const [gatherNs, turnedNumberNs, joinNs] = [await line(gathered), await turned(), await line(joined)];
  const rounded = (value: number) => Number(value.toPrecision(2));
  return {
    productsPerNs: rounded((m * k * n) / product),
    gatherRunNs: rounded(gatherNs.run),
    gatherNumberNs: rounded(gatherNs.number),
    turnedNumberNs: rounded(turnedNumberNs),
    joinRunNs: rounded(joinNs.run),
    joinNumberNs: rounded(joinNs.number),
  };
}
