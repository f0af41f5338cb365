import { type Draw, fillNormal, fillUniform } from '@latentkit/core/internal';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arena } from '../run/arena.ts';
import { wasmModule } from '../wasm/wasmModule.ts';
import { drawFunctions, drawWords } from './noise.ts';

const cores = { normal: fillNormal, uniform: fillUniform } as const;
type Kind = keyof typeof cores;
const kinds = ['normal', 'uniform'] as const;

const line = 64;
const start = 2 * line;
const memory = new WebAssembly.Memory({ initial: 8 });
const fill = fillsOf(memory);

type Fill = (offset: number, length: number, draw: Draw) => void;

function fillsOf(memory: WebAssembly.Memory): Record<Kind, Fill> {
  const { normal, uniform } = drawFunctions();
  const module = new WebAssembly.Module(wasmModule([normal, uniform]));
  const { exports } = new WebAssembly.Instance(module, { e: { m: memory } });
  const fill =
    (kind: Kind): Fill =>
    (offset, length, draw) => {
      const kernel = exports[kind] as (...parameters: number[]) => void;
      if (length > 0) kernel(0, 4 * length, offset, ...drawWords(draw));
    };
  return { normal: fill('normal'), uniform: fill('uniform') };
}

/** Where the bits in memory first differ from core's; −1: nowhere. */
function firstDifference(kind: Kind, length: number, draw: Draw): number {
  fill[kind](start, length, draw);
  const expected = new Int32Array(cores[kind](new Float32Array(length), draw).buffer);
  return new Int32Array(memory.buffer, start, length).findIndex((bits, i) => bits !== expected[i]);
}

const draws: readonly Draw[] = [
  { seed: 0, stream: 0, step: 0 },
  { seed: 1, stream: 2 ** 31, step: 2 ** 31 },
  { seed: 2 ** 32, stream: 2 ** 32 - 1, step: 7 },
  { seed: 7, stream: 3, step: 2 ** 32 + 1 },
  { seed: Number.MAX_SAFE_INTEGER, stream: 5, step: Number.MAX_SAFE_INTEGER },
];
const lengths = [...Array(21).keys(), 63, 64, 65, 1023, 1024, 1025, 1026, 100_352];

describe('noise', () => {
  for (const kind of kinds) {
    it(`${kind}: the same bits as core, whatever the draw and the length`, () => {
      for (const draw of draws) {
        for (const length of lengths) {
          expect(firstDifference(kind, length, draw), `${length} of ${JSON.stringify(draw)}`).toBe(-1);
        }
      }
    });

    it(`${kind}: the same bits as core for random draws`, () => {
      const whole = fc.maxSafeNat();
      const draw = fc.record({ seed: whole, stream: fc.integer({ min: 0, max: 2 ** 32 - 1 }), step: whole });
      fc.assert(fc.property(draw, fc.nat(3000), (given, length) => firstDifference(kind, length, given) === -1));
    });

    it(`${kind}: writes the lines that it fills and none before or after them`, () => {
      const bytes = new Uint8Array(memory.buffer, 0, 1 << 16);
      for (const length of lengths.slice(0, -1)) {
        bytes.fill(0xa5);
        fill[kind](start, length, { seed: 1, stream: 0, step: 0 });
        const end = start + Math.ceil((4 * length) / line) * line;
        const touched = [...bytes.subarray(0, start), ...bytes.subarray(end)].some((byte) => byte !== 0xa5);
        expect(touched, `${length} numbers`).toBe(false);
      }
    });
  }

  it('stays inside its slot of an arena, and goes on after the arena has grown', async () => {
    const home = arena();
    const held = fillsOf(home.memory);
    const [before, slot, after] = [5, 1001, 5].map((size) => home.allocate('float32', [size]));
    if (!before || !slot || !after) throw new Error('three slots');
    for (const other of [before, after]) (home.view(other) as Float32Array).fill(7);
    home.allocate('float32', [1 << 20]);
    const draw = { seed: 3, stream: 1, step: 4 };
    held.normal(slot.offset, 1001, draw);
    expect(home.view(slot)).toEqual(fillNormal(new Float32Array(1001), draw));
    for (const other of [before, after]) expect(home.view(other)).toEqual(new Float32Array(5).fill(7));
  });

  it('is the same in parts, as threads make it', () => {
    const draw = { seed: 3, stream: 1, step: 4 };
    fill.normal(start, 5000, draw);
    const whole = new Float32Array(memory.buffer, start, 5000).slice();
    const { normal } = drawFunctions();
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasmModule([normal])), { e: { m: memory } });
    new Uint8Array(memory.buffer, start, 20_000).fill(0);
    for (const from of [12_800, 0, 6400])
      (exports.normal as (...parameters: number[]) => void)(
        from,
        Math.min(from + 6400, 20_000),
        start,
        ...drawWords(draw),
      );
    expect(new Float32Array(memory.buffer, start, 4800)).toEqual(whole.subarray(0, 4800));
  });

  // Found by searching 2³² draws: the words that give the largest radius and none at all.
  it.each([
    { step: 135_485, at: 9852, radius: Math.sqrt(66 * Math.LN2) },
    { step: 82_418, at: 52_242, radius: 0 },
  ])('the radius $radius of the outermost words, bit for bit', ({ step, at, radius }) => {
    expect(firstDifference('normal', at + 2, { seed: 1, stream: 0, step })).toBe(-1);
    const [cosine, sine] = new Float32Array(memory.buffer, start + 4 * at, 2) as unknown as [number, number];
    expect(Math.hypot(cosine, sine)).toBeCloseTo(radius, 5);
  });
});
