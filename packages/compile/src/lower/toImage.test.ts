import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Axis, conv2d, conv2dFilter, conv2dInput, type Pair } from '../graph/convolution.ts';
import { input, type Node, sizeOf, type Value } from '../graph/graph.ts';
import { interpret } from '../testing/interpret.ts';
import { chooseCuts, windowsNs } from './choose.ts';
import { lowerConvolution } from './convolution.ts';
import { costs } from './costs.ts';
import { toImage, toImageNs } from './toImage.ts';

const geometries = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  sides: fc.tuple(fc.integer({ min: 4, max: 7 }), fc.integer({ min: 4, max: 7 })),
  from: fc.integer({ min: 1, max: 3 }),
  to: fc.integer({ min: 1, max: 3 }),
  kernel: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  stride: fc.integer({ min: 1, max: 3 }),
  pad: fc.integer({ min: 0, max: 1 }),
});
type Geometry = typeof geometries extends fc.Arbitrary<infer T> ? T : never;

/** The three operations of one geometry. */
function operations({ batch, sides, from, to, kernel, stride, pad }: Geometry) {
  const output = sides.map((side, i) => Math.floor((side + 2 * pad - (kernel[i] as number)) / stride) + 1);
  const spacing = { strides: [stride, stride], dilations: [1, 1], pads: [pad, pad] } as const;
  const x = input('x', 'float32', [batch, ...sides, from]);
  const y = input('y', 'float32', [batch, ...output, to]);
  const filter = input('filter', 'float32', [...kernel, from, to]);
  const made = {
    forward: conv2d(x, filter, output as unknown as Pair, spacing, input('b', 'float32', [to])),
    backward: conv2dInput(y, filter, sides, spacing, input('c', 'float32', [from])),
    gradient: conv2dFilter(x, y, kernel, spacing),
  };
  const given = Object.fromEntries(
    [x, y, filter, input('b', 'float32', [to]), input('c', 'float32', [from])].map(({ source, shape }, k) => [
      source.kind === 'input' ? source.name : '',
      Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(7 * k + 3 * i + 1)),
    ]),
  );
  const numbers = (result: Value) => interpret({ inputs: [], outputs: { result } }, given).result as readonly number[];
  return { made, numbers };
}

const nodeOf = ({ source }: Value) => (source as { node: Node }).node;
const [plain, turned] = [Number.POSITIVE_INFINITY, 0].map((turnedNumberNs) =>
  lowerConvolution({ ...costs.avx2, turnedNumberNs }),
) as [ReturnType<typeof lowerConvolution>, ReturnType<typeof lowerConvolution>];

describe('a convolution of any geometry', () => {
  it('is the same from windows, from windows with the images innermost, and as sums of products of pixels', () =>
    fc.assert(
      fc.property(geometries, (geometry) => {
        const { made, numbers } = operations(geometry);
        for (const way of ['forward', 'backward'] as const) {
          const node = nodeOf(made[way]);
          const expected = numbers(plain(node) as Value);
          const summed = numbers(toImage(way, node));
          expected.forEach((value, i) => {
            expect(summed[i]).toBeCloseTo(value, 10);
          });
        }
        for (const value of Object.values(made)) {
          const expected = numbers(plain(nodeOf(value)) as Value);
          numbers(turned(nodeOf(value)) as Value).forEach((number, i) => {
            expect(number).toBeCloseTo(expected[i] as number, 10);
          });
        }
      }),
      { numRuns: 60, seed: 3 },
    ));
});

/** Padded by 1, with a kernel of 4 and stride 2. */
const halving: Axis = { input: 28, output: 14, kernel: 4, stride: 2, dilation: 1, pad: 1 };

it.each([
  [1, true],
  [3, true],
  [16, false],
])('a transposed convolution of 32 channels into %i is sums of products: %s', (to, cheaper) => {
  const axes = [halving, halving] as const;
  const channels = { batch: 128, from: 32, to };
  const cuts = chooseCuts('backward', axes, channels, costs.avx2);
  const windows = windowsNs('backward', axes, cuts, channels, costs.avx2);
  expect(toImageNs('backward', axes, channels, costs.avx2) < windows).toBe(cheaper);
});
