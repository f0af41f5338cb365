import { describe, expect, it } from 'vitest';
import { plotFrame } from './plotFrame.ts';
import { decimals, ticks } from './ticks.ts';

describe('plotFrame', () => {
  const frame = plotFrame({ x: [-1, 1], y: [0, 10] }, 240, 128);
  it('puts the lowest left and the highest up', () => {
    expect(frame.toPixel(-1, 0)).toEqual([34, 106]);
    expect(frame.toPixel(1, 10)).toEqual([234, 6]);
  });
  it('finds the point of a pixel again', () => {
    const [px, py] = frame.toPixel(0.3, 7);
    expect(frame.toPoint(px, py)).toEqual([expect.closeTo(0.3), expect.closeTo(7)]);
  });
});

describe('ticks', () => {
  it('are round and within', () => {
    expect(ticks([-3.2, 3.1], 6)).toEqual([-2, 0, 2]);
    expect(ticks([-0.31, 0.32], 7)).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]);
    expect(ticks([0, 1000], 4)).toEqual([0, 500, 1000]);
  });
  it('are told apart by as few decimals as it takes', () => {
    expect([[0, 20], [0, 1], [0, 0.5, 1], [0.02, 0.04], [3]].map(decimals)).toEqual([0, 0, 1, 2, 0]);
  });
});
