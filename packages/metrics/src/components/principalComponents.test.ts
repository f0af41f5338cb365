import { table } from '@latentkit/core';
import { describe, expect, it } from 'vitest';
import golden from '../../testdata/classification.json';
import { vectors } from '../../testing/golden.ts';
import { principalComponents } from './principalComponents.ts';

const train = vectors(golden.train.codes);
const test = vectors(golden.test.codes);
const pca = principalComponents(train);

describe('principalComponents', () => {
  it('has scikit-learn’s variances, and its components up to a sign', () => {
    for (const [k, value] of golden.pca.variances.entries())
      expect((pca.variances[k] as number) / value).toBeCloseTo(1, 10);
    golden.pca.components.forEach((component, k) => {
      const cosine = component.reduce((sum, value, j) => sum + value * (pca.components[5 * k + j] as number), 0);
      expect(Math.abs(cosine)).toBeCloseTo(1, 10);
    });
  });

  it('leaves the error that scikit-learn’s codes of equal size leave', () => {
    [1, 2, 4].forEach((size, i) => {
      expect(pca.reconstructionError(test, size)).toBeCloseTo(golden.pca.reconstructionError[i] as number, 8);
    });
  });

  it('leaves, of what it was made of, the variances that were left out', () => {
    const left = pca.variances.slice(2).reduce((sum, value) => sum + value, 0);
    expect(pca.reconstructionError(train, 2)).toBeCloseTo((left * 199) / 200, 8);
    expect(pca.explained[4]).toBe(1);
    expect(pca.explained[1]).toBeCloseTo(1 - left / pca.variances.reduce((sum, value) => sum + value, 0), 12);
  });

  it('decodes what it encodes', () => {
    const codes = pca.encode(test, 3);
    expect(codes.shape).toEqual([150, 3]);
    const { values, shape } = pca.decode(codes);
    expect(shape).toEqual([150, 5]);
    const squares = Float64Array.from(values).reduce(
      (sum, value, i) => sum + (value - (test.values[i] as number)) ** 2,
      0,
    );
    expect(squares / 150).toBeCloseTo(pca.reconstructionError(test, 3), 4);
  });

  it('reads bytes of a table by its scale', () => {
    const bytes = Uint8Array.of(0, 255, 51, 0, 102, 204, 255, 0);
    const scaled = principalComponents(table(bytes, [4, 2, 1], 1 / 255));
    const plain = principalComponents({ values: Array.from(bytes, (value) => value / 255), shape: [4, 2] });
    for (const [k, value] of scaled.variances.entries()) expect(value).toBeCloseTo(plain.variances[k] as number, 12);
    expect(scaled.mean[0]).toBeCloseTo(plain.mean[0] as number, 12);
  });

  it('points its components, and explains all of what does not vary', () => {
    const line = principalComponents({ values: [0, 0, -1, -2, -2, -4], shape: [3, 2] });
    expect(line.components[1]).toBeGreaterThan(0);
    expect([...principalComponents({ values: [1, 1], shape: [2, 1] }).explained]).toEqual([1]);
  });

  it('refuses a code size that is not valid, and rows of another size', () => {
    expect(() => pca.encode(test, 6)).toThrow(
      'principalComponents, encode: expected a code size from 1 to 5, received 6. Pass how many components to keep.',
    );
    expect(() => pca.reconstructionError({ values: [1, 2], shape: [1, 2] }, 1)).toThrow(
      'principalComponents, reconstructionError: expected rows of 5 numbers, received rows of 2. ' +
        'Pass rows of the same size as the components.',
    );
  });
});
