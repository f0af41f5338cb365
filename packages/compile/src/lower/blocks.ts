import type { Axis } from '../graph/convolution.ts';

/**
 * How one axis of a convolution is cut for a matrix product: each block of results is computed from one window of operands.
 * `unit`: a block is one result; of the gradient of an input it is one stride of them, all from one window. `phase`: each place of a stride by a
 * product of its own. `whole`: all results from all operands, with zeros in the matrix.
 */
export type Cut = 'unit' | 'phase' | 'whole';

export interface Blocks {
  /** windows[block] lists operand positions; −1 stands for a zero. */
  readonly windows: readonly (readonly number[])[];
  /** taps[result in the block][place in the window] is a position in the kernel, or −1 where the two do not meet. */
  readonly taps: readonly (readonly number[])[];
}

export const range = (length: number) => Array.from({ length }, (_, i) => i);

/** Which element of the kernel joins an input and an output, or −1. */
export function tapOf({ kernel, stride, dilation, pad }: Axis, input: number, output: number): number {
  const place = (input + pad - output * stride) / dilation;
  return Number.isInteger(place) && place >= 0 && place < kernel ? place : -1;
}

/** Outputs from inputs. */
export function forwardBlocks(axis: Axis, cut: Cut): Blocks {
  const { input, output, kernel, stride, dilation, pad } = axis;
  if (cut === 'whole') {
    const taps = range(output).map((o) => range(input).map((i) => tapOf(axis, i, o)));
    return { windows: [range(input)], taps };
  }
  const inside = (i: number) => (i >= 0 && i < input ? i : -1);
  const windows = range(output).map((o) => range(kernel).map((k) => inside(o * stride - pad + k * dilation)));
  return { windows, taps: [range(kernel)] };
}

/**
 * Inputs from outputs. A block of `unit` is `stride` inputs in a row, beginning at a multiple of the stride: it always sees the same
 * outputs relative to its own number. `phases` keeps only these places of a block.
 */
export function backwardBlocks(axis: Axis, cut: Cut, phases: readonly number[] = range(axis.stride)): Blocks {
  const { input, output, kernel, stride, dilation, pad } = axis;
  if (cut === 'whole') {
    return { windows: [range(output)], taps: range(input).map((i) => range(output).map((o) => tapOf(axis, i, o))) };
  }
  const offsets = new Set<number>();
  for (const phase of phases) {
    for (const k of range(kernel)) {
      const offset = (phase + pad - k * dilation) / stride;
      if (Number.isInteger(offset)) offsets.add(offset);
    }
  }
  const window = offsets.size === 0 ? [0] : [...offsets].sort((a, b) => a - b);
  const inside = (o: number) => (o >= 0 && o < output ? o : -1);
  const windows = range(Math.ceil(input / stride)).map((block) => window.map((offset) => inside(block + offset)));
  const taps = phases.map((phase) => window.map((offset) => tapOf(axis, phase, offset)));
  return { windows, taps };
}
