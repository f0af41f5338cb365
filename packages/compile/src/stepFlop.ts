import type { Input, StepFunction } from '@latentkit/core';
import type { CompileOptions } from './compile.ts';
import { flop } from './graph/flop.ts';
import { signatureOf } from './trace/signature.ts';
import { trace } from './trace/trace.ts';

/** Multiplications and additions of the products of a step as it is written, before any rewrite. */
export const stepFlop = (
  step: StepFunction,
  { state, inputs }: CompileOptions & { readonly inputs: Readonly<Record<string, Input>> },
): number => flop(trace(step, state, signatureOf(inputs)).graph);
