import { input, type Value } from '../graph/graph.ts';
import { gemm } from '../graph/ops.ts';
import { nsOf } from './nsOf.ts';
import type { Runtime } from './runtime.ts';

const side = 1024;

/** FLOP a second of the best of many products of two matrices of 1024 × 1024: what this machine's ONNX Runtime multiplies at. */
export async function productRate(runtime: Runtime, threads: number): Promise<number> {
  const [a, b] = ['a', 'b'].map((name) => input(name, 'float32', [side, side]));
  const ns = await nsOf(runtime, [a as Value, b as Value], ([x, y]) => gemm(x as Value, y as Value), threads);
  return (2 * side ** 3) / (ns * 1e-9);
}
