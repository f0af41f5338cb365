import { streams } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import { describe, expect, it } from 'vitest';
import { leadingComponents } from './leadingComponents.ts';
import { principalComponents } from './principalComponents.ts';

/** Normal vectors whose j-th number has a standard deviation of 1 / (1 + j / 10), mixed along a fixed direction. */
function normals(rows: number, size: number) {
  const values = fillNormal(new Float32Array(rows * size), { seed: 3, stream: streams.callers, step: 0 });
  return { values: values.map((value, at) => value / (1 + (at % size) / 10) + 5), shape: [rows, size] };
}

describe('leadingComponents', () => {
  it.each([
    [300, 40, 2],
    [50, 200, 3],
    [12, 5, 5],
  ])('of %d vectors of %d numbers are the first %d of all', (rows, size, count) => {
    const vectors = normals(rows, size);
    const all = principalComponents(vectors);
    const few = leadingComponents(vectors, count);
    const greatest = all.variances[0] as number;
    for (let k = 0; k < count; k++) {
      expect(((few.variances[k] as number) - (all.variances[k] as number)) / greatest).toBeCloseTo(0, 9);
      const cosine = few.components
        .subarray(k * size, (k + 1) * size)
        .reduce((sum, value, j) => sum + value * (all.components[k * size + j] as number), 0);
      expect(cosine).toBeCloseTo(1, 6);
    }
    const [fewCodes, allCodes] = [few.encode(vectors), all.encode(vectors, count)];
    expect(fewCodes.shape).toEqual(allCodes.shape);
    fewCodes.values.forEach((value, i) => {
      expect(value).toBeCloseTo(allCodes.values[i] as number, 2);
    });
  });

  it('takes what does not vary at all, and what varies along one line', () => {
    expect([...leadingComponents({ values: [1, 2, 1, 2], shape: [2, 2] }, 2).variances]).toEqual([0, 0]);
    const line = leadingComponents({ values: [0, 0, 3, 4, 6, 8], shape: [3, 2] }, 2);
    expect(line.variances[0]).toBeCloseTo(25, 10);
    expect(line.variances[1]).toBeCloseTo(0, 10);
    expect([...line.components.slice(0, 2)]).toEqual([expect.closeTo(0.6, 10), expect.closeTo(0.8, 10)]);
  });

  it('reads bytes by their scale', () => {
    const bytes = { values: Uint8Array.of(0, 255, 51, 0), shape: [2, 2], scale: 1 / 255 };
    const { mean, encode } = leadingComponents(bytes, 1);
    expect([...mean]).toEqual([expect.closeTo(0.1, 10), expect.closeTo(0.5, 10)]);
    expect(Math.abs((encode(bytes).values[0] as number) * 2)).toBeCloseTo(Math.hypot(0.2, 1), 6);
  });

  it('takes seconds less where vectors are long', () => {
    const vectors = normals(500, 1024);
    const started = performance.now();
    leadingComponents(vectors, 2);
    expect(performance.now() - started).toBeLessThan(8000);
  });

  it('refuses one vector, a count that is not valid, and rows of another size', () => {
    expect(() => leadingComponents({ values: [1], shape: [1, 1] }, 1)).toThrow(
      'leadingComponents: expected at least 2 rows, received 1. Pass the vectors of a whole split.',
    );
    expect(() => leadingComponents({ values: [1, 2], shape: [2, 1] }, 2)).toThrow(
      'leadingComponents: expected a count from 1 to 1, received 2. Pass how many components to keep.',
    );
    const { encode } = leadingComponents({ values: [1, 2], shape: [2, 1] }, 1);
    expect(() => encode({ values: [1, 2], shape: [1, 2] })).toThrow(
      'leadingComponents, encode: expected rows of 1 number, received rows of 2. Pass rows of the same size as the components.',
    );
  });
});
