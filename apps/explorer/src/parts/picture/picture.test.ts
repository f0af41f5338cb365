import { describe, expect, it } from 'vitest';
import { inkGrid } from './inkGrid.ts';
import { observationKind } from './observationKind.ts';
import { pixelsOf } from './pixelsOf.ts';

describe('observationKind', () => {
  it.each([
    [[28, 28, 1], { kind: 'image', height: 28, width: 28, channels: 1 }],
    [[8, 9], { kind: 'image', height: 8, width: 9, channels: 1 }],
    [[32, 32, 3], { kind: 'image', height: 32, width: 32, channels: 3 }],
    [[2], { kind: 'point' }],
    [[10], { kind: 'bars', count: 10 }],
    [[4, 4, 2], { kind: 'bars', count: 32 }],
  ])('%j', (shape, kind) => expect(observationKind(shape)).toEqual(kind));
});

describe('pixelsOf', () => {
  it('writes grey three times, and clamps', () => {
    const bytes = new Uint8ClampedArray(8);
    pixelsOf([0.5, 2], 1, bytes);
    expect([...bytes]).toEqual([128, 128, 128, 255, 255, 255, 255, 255]);
  });
  it('writes colours', () => {
    const bytes = new Uint8ClampedArray(4);
    pixelsOf([1, 0, -1], 3, bytes);
    expect([...bytes]).toEqual([255, 0, 0, 255]);
  });
});

describe('inkGrid', () => {
  it('puts images side by side, grey as opacity', () => {
    const bytes = new Uint8ClampedArray(4 * 4);
    inkGrid(Float32Array.of(1, 0), { height: 1, width: 1, channels: 1 }, 2, 1, [9, 8, 7], bytes);
    expect([...bytes.subarray(4, 12)]).toEqual([9, 8, 7, 255, 9, 8, 7, 0]);
    expect([...bytes.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
  });
});
