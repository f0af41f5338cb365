import type { Input, StepFunction } from '@latentkit/core';
import type { CompileOptions } from './compile.ts';
import { listing } from './graph/listing.ts';
import { encode } from './onnx/encode.ts';
import { optimise } from './passes/optimise.ts';
import { signatureOf } from './trace/signature.ts';
import { trace } from './trace/trace.ts';

/**
 * A step as one ONNX model, optimiser included, and as text: what is compiled, for eyes and for other tools.
 *
 * Inputs are named `in/…` (numbers), `table/…` with `rows/…`, `draw/k` (random numbers) and `state/i`; outputs `out/…` and `next/i`.
 *
 * @throws what a run would throw when the step cannot be traced
 * @example
 * const { onnx, text } = dumpGraph(step, { state, inputs: { y: { table, rows }, learningRate: 1e-3 } });
 */
export function dumpGraph(
  step: StepFunction,
  { state, inputs }: CompileOptions & { readonly inputs: Readonly<Record<string, Input>> },
): { onnx: Uint8Array; text: string } {
  const graph = optimise(trace(step, state, signatureOf(inputs)).graph);
  return { onnx: encode(graph), text: listing(graph) };
}
