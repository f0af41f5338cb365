import { describe, expect, it } from 'vitest';
import { conv2d, conv2dFilter, conv2dInput } from './convolution.ts';
import { flop } from './flop.ts';
import { input, type Value } from './graph.ts';
import { gemm, matmul } from './ops.ts';

const x = (...shape: number[]) => input('x', 'float32', shape);
const of = (y: Value) => flop({ inputs: [], outputs: { y } });
const spacing = { strides: [2, 2], dilations: [1, 1], pads: [1, 1] } as const;

describe('flop', () => {
  it('is 2·m·k·n of a product, with factors across too', () => {
    expect(of(matmul(x(7, 3, 5), x(7, 5, 2)))).toBe(2 * 7 * 3 * 5 * 2);
    expect(of(gemm(x(5, 3), x(2, 5), { transA: true, transB: true }))).toBe(2 * 3 * 5 * 2);
  });

  it('counts places inside of the image: of 3 windows of 3 with stride 2 and padding 1 over 6, 8 of 9', () => {
    const [image, filter, result] = [x(4, 6, 6, 2), x(3, 3, 2, 5), x(4, 3, 3, 5)];
    const due = 2 * 4 * 8 * 8 * 2 * 5;
    expect(of(conv2d(image, filter, [3, 3], spacing))).toBe(due);
    expect(of(conv2dInput(result, filter, [6, 6], spacing))).toBe(due);
    expect(of(conv2dFilter(image, result, [3, 3], spacing))).toBe(due);
  });
});
