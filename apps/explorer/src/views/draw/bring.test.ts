import { describe, expect, it } from 'vitest';
import { bring } from './bring.ts';
import { centreOfMass, cover, type Stroke } from './strokes.ts';

const frame = { height: 28, width: 28 };
/** A seven: its mass is far from the middle of its box. */
const seven: Stroke[] = [[0.3, 0.2, 0.7, 0.2, 0.45, 0.85]];
const map = (strokes: readonly Stroke[], to: (x: number, y: number) => [number, number]): Stroke[] =>
  strokes.map((stroke) => stroke.flatMap((_, i) => (i % 2 ? [] : to(stroke[i] as number, stroke[i + 1] as number))));
const difference = (a: Float32Array, b: Float32Array) =>
  Math.max(...a.map((value, i) => Math.abs(value - (b[i] as number))));

describe('bring', () => {
  const image = bring(seven, frame);

  it('has its centre of mass at (14, 14)', () => {
    const [x, y] = centreOfMass(image, 28) ?? [0, 0];
    expect(x).toBeCloseTo(14, 1);
    expect(y).toBeCloseTo(14, 1);
  });

  it('has a longer side of 20 pixels', () => {
    const rows = Array.from({ length: 28 }, (_, y) => image.subarray(28 * y, 28 * (y + 1)).some((ink) => ink > 0.02));
    expect(rows.lastIndexOf(true) - rows.indexOf(true) + 1).toBeGreaterThanOrEqual(19);
    expect(rows.lastIndexOf(true) - rows.indexOf(true) + 1).toBeLessThanOrEqual(21);
  });

  it('has numbers from 0 to 1, and smooth edges', () => {
    expect(Math.min(...image)).toBe(0);
    expect(Math.max(...image)).toBe(1);
    expect(image.filter((ink) => ink > 0.05 && ink < 0.95).length).toBeGreaterThan(20);
  });

  it('does not depend on where and how large it was drawn', () => {
    expect(
      difference(
        bring(
          map(seven, (x, y) => [0.5 * x + 0.1, 0.5 * y + 0.4]),
          frame,
        ),
        image,
      ),
    ).toBeLessThan(1e-4);
  });

  it('mirrors with the drawing, about the pixel that the mass lies on', () => {
    const mirrored = bring(
      map(seven, (x, y) => [1 - x, y]),
      frame,
    );
    const back = Float32Array.from(
      image,
      (_, i) => mirrored[28 * Math.floor(i / 28) + ((28 - (i % 28)) % 28)] as number,
    );
    const inner = (values: Float32Array) => values.filter((_, i) => i % 28 > 0);
    expect(difference(inner(back), inner(image))).toBeLessThan(0.05);
  });

  it('leaves a dot a dot: a disc as wide as the pen', () => {
    const dot = bring([[0.9, 0.1]], frame);
    const ink = dot.reduce((sum, value) => sum + value, 0);
    expect(ink).toBeGreaterThan(Math.PI * 1.1 ** 2);
    expect(ink).toBeLessThan(Math.PI * 1.4 ** 2);
    expect(centreOfMass(dot, 28)).toEqual([14, 14]);
  });

  it('of nothing is nothing', () => {
    expect(bring([], frame)).toEqual(new Float32Array(784));
  });
});

describe('cover', () => {
  it('of a straight line grows by its width times what is added to its length', () => {
    const line = (length: number) =>
      cover([[0, 0, length, 0]], { height: 21, width: 41 }, (x, y) => [x + 10, y + 10], 2);
    const inkOf = (length: number) => line(length).reduce((sum, value) => sum + value, 0);
    expect(inkOf(20) - inkOf(10)).toBeCloseTo(4 * 10, 4);
  });
});
