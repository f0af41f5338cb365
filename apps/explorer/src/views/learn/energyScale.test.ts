import { describe, expect, it } from 'vitest';
import { energyScale } from './energyScale.ts';

describe('energyScale', () => {
  const scale = energyScale(Float32Array.from({ length: 101 }, (_, i) => i));
  it('has the lowest energy at 0 and the highest twentieth at 1', () => {
    expect(scale.place(0)).toBe(0);
    expect(scale.place(95)).toBe(1);
    expect(scale.place(100)).toBe(1);
  });
  it('has its lines at equal steps of colour', () => {
    const places = scale.levels.map((level) => scale.place(level));
    places.forEach((place, k) => {
      expect(place).toBeCloseTo((k + 1) / 10, 6);
    });
  });
  it('takes energies that are all the same', () => {
    expect(energyScale(Float32Array.of(2, 2)).place(2)).toBe(0);
  });
});
