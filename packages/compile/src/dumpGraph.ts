import type { Input, StepFunction } from '@latentkit/core';
import type { CompileOptions } from './compile.ts';
import { listing } from './graph/listing.ts';
import { costs } from './lower/costs.ts';
import { instructionSet } from './lower/instructionSet.ts';
import { encode } from './onnx/encode.ts';
import { runtimeStages, through } from './passes/stages.ts';
import { changesState, learningGraph, stillGraph } from './passes/stepGraph.ts';
import { signatureOf } from './trace/signature.ts';
import { trace } from './trace/trace.ts';

/**
 * A step as one ONNX model, optimiser included, and as text: the graph that runs, after the same stages, for eyes and for other tools. A
 * run computes its elementwise end in WebAssembly. Weights that run as their transposes are inputs of the transposed shape.
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
  const signature = signatureOf(inputs);
  const traced = trace(step, state, signature).graph;
  const here = costs[instructionSet()];
  const planned = changesState(traced)
    ? learningGraph(traced, { step, state, signature, costs: here })
    : stillGraph(traced, here);
  const graph = through(planned.graph, runtimeStages());
  return { onnx: encode(graph), text: listing(graph) };
}
