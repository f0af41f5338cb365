import { toValues } from '../graph/dtype.ts';
import { sizeOf, type Value } from '../graph/graph.ts';
import { slice } from '../graph/ops.ts';
import { encode } from '../onnx/encode.ts';
import type { HostTensor, Runtime } from './runtime.ts';

/** Nanoseconds of the best of many runs of a small graph of `a` and `b`, in two seconds. */
export async function nsOf(
  runtime: Runtime,
  inputs: readonly Value[],
  make: (inputs: readonly Value[]) => Value,
  threads = 1,
): Promise<number> {
  const made = make(inputs);
  // One number of it comes out: results are copied in a browser's runtime.
  const result = slice(
    made,
    [],
    made.shape.map(() => 1),
  );
  const session = await runtime.load(encode({ inputs, outputs: { y: result } }), { threads });
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
