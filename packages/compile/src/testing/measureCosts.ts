import { toValues } from '../graph/dtype.ts';
import { constant, input, sizeOf, type Value } from '../graph/graph.ts';
import { concat, gather, gemm, slice } from '../graph/ops.ts';
import { encode } from '../onnx/encode.ts';
import type { HostTensor, Runtime } from '../run/runtime.ts';

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
  const [gatherNs, joinNs] = [await line(gathered), await line(joined)];
  const rounded = (value: number) => Number(value.toPrecision(2));
  return {
    productsPerNs: rounded((m * k * n) / product),
    gatherRunNs: rounded(gatherNs.run),
    gatherNumberNs: rounded(gatherNs.number),
    joinRunNs: rounded(joinNs.run),
    joinNumberNs: rounded(joinNs.number),
  };
}

/** The best of many runs of a small graph. */
async function nsOf(
  runtime: Runtime,
  inputs: readonly Value[],
  make: (inputs: readonly Value[]) => Value,
): Promise<number> {
  const made = make(inputs);
  // One number of it comes out: results are copied in a browser's runtime.
  const result = slice(
    made,
    [],
    made.shape.map(() => 1),
  );
  const session = await runtime.load(encode({ inputs, outputs: { y: result } }), { threads: 1 });
  const tensor = (value: Value): HostTensor => ({
    dtype: value.dtype,
    shape: value.shape,
    values: toValues(
      value.dtype,
      Array.from({ length: sizeOf(value.shape) }, (_, i) => Math.sin(i)),
    ),
  });
  const named = inputs.map((value, i) => [['a', 'b'][i] as string, tensor(value)] as const);
  const binding = session.bind(Object.fromEntries(named), { y: tensor(result) });
  let best = Number.POSITIVE_INFINITY;
  const began = performance.now();
  while (performance.now() - began < 2000) {
    const started = performance.now();
    await binding.run();
    best = Math.min(best, performance.now() - started);
  }
  binding.release();
  session.release();
  return best * 1e6;
}
