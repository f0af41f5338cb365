import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conv2dFilter } from '../graph/convolution.ts';
import { type Graph, inOrder, input, type Node, sizeOf, type Value } from '../graph/graph.ts';
import { interpret } from '../testing/interpret.ts';
import { lowerConvolution } from './convolution.ts';
import { costs } from './costs.ts';

interface Geometry {
  readonly batch: number;
  readonly side: number;
  readonly from: number;
  readonly to: number;
  readonly kernel: number;
  readonly stride: number;
  readonly pad: number;
}

/** The gradient of a filter as it is computed, and what it is computed from. */
function gradientOf({ batch, side, from, to, kernel, stride, pad }: Geometry) {
  const output = Math.floor((side + 2 * pad - kernel) / stride) + 1;
  const x = input('x', 'float32', [batch, side, side, from]);
  const dy = input('dy', 'float32', [batch, output, output, to]);
  const spacing = { strides: [stride, stride], dilations: [1, 1], pads: [pad, pad] } as const;
  const { source } = conv2dFilter(x, dy, [kernel, kernel], spacing);
  const result = lowerConvolution(costs.avx512)((source as { node: Node }).node) as Value;
  return { graph: { inputs: [x, dy], outputs: { result } }, output };
}

/** dT[a, b, i, o] = Σ x[n, s·p + a − pad, s·q + b − pad, i] · dy[n, p, q, o] */
function byDefinition(geometry: Geometry, output: number, x: readonly number[], dy: readonly number[]): number[] {
  const { batch, side, from, to, kernel, stride, pad } = geometry;
  const gradient = new Array<number>(kernel * kernel * from * to).fill(0);
  const each = (length: number, visit: (i: number) => void) => Array.from({ length }, (_, i) => visit(i));
  each(batch * output * output * to, (at) => {
    const [o, place] = [at % to, Math.floor(at / to)];
    const [q, p, n] = [place % output, Math.floor(place / output) % output, Math.floor(place / output ** 2)];
    each(kernel * kernel * from, (tap) => {
      const [i, b, a] = [tap % from, Math.floor(tap / from) % kernel, Math.floor(tap / from / kernel)];
      const [row, column] = [stride * p + a - pad, stride * q + b - pad];
      if (Math.min(row, column) < 0 || Math.max(row, column) >= side) return;
      const number = x[((n * side + row) * side + column) * from + i] as number;
      gradient[tap * to + o] = (gradient[tap * to + o] as number) + number * (dy[at] as number);
    });
  });
  return gradient;
}

const waves = (length: number, phase: number) => Array.from({ length }, (_, i) => Math.sin(3 * i + phase));

/** The sizes of the factors of its product. */
const factors = ({ outputs }: Graph) =>
  inOrder(Object.values(outputs))
    .filter(({ op }) => op === 'Gemm')
    .flatMap(({ inputs }) => inputs.slice(0, 2).map((value) => value?.shape.at(-1)));

describe('the gradient of a filter', () => {
  it('is the sum of what meets at each of its elements', () =>
    fc.assert(
      fc.property(
        fc.record({
          batch: fc.integer({ min: 1, max: 3 }),
          side: fc.integer({ min: 4, max: 6 }),
          from: fc.integer({ min: 1, max: 20 }),
          to: fc.integer({ min: 1, max: 20 }),
          kernel: fc.integer({ min: 1, max: 4 }),
          stride: fc.integer({ min: 1, max: 2 }),
          pad: fc.integer({ min: 0, max: 2 }),
        }),
        (geometry) => {
          const { graph, output } = gradientOf(geometry);
          const [x, dy] = graph.inputs.map(({ shape }, i) => waves(sizeOf(shape), i)) as [number[], number[]];
          const expected = byDefinition(geometry, output, x, dy);
          (interpret(graph, { x, dy }).result as readonly number[]).forEach((number, i) => {
            expect(number).toBeCloseTo(expected[i] as number, 10);
          });
        },
      ),
      { numRuns: 60, seed: 5 },
    ));

  it('takes the windows of the side that has fewer channels, where a stride does not part them', () => {
    const sizes = { batch: 64, side: 32, kernel: 3, pad: 1 };
    expect(factors(gradientOf({ ...sizes, from: 32, to: 3, stride: 1 }).graph)).toEqual([27, 32]);
    expect(factors(gradientOf({ ...sizes, from: 3, to: 32, stride: 1 }).graph)).toEqual([27, 32]);
    expect(factors(gradientOf({ ...sizes, from: 32, to: 3, stride: 2 }).graph)).not.toContain(27);
  });
});
