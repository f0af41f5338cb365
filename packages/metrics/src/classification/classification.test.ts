import { describe, expect, it } from 'vitest';
import golden from '../../testdata/classification.json';
import { vectors } from '../../testing/golden.ts';
import { confusion } from './confusion.ts';
import { linearProbe } from './linearProbe.ts';
import { mostConfused } from './mostConfused.ts';
import { nearestNeighbors } from './nearestNeighbors.ts';

const train = { codes: vectors(golden.train.codes), labels: golden.train.labels };
const test = { codes: vectors(golden.test.codes), labels: golden.test.labels };

describe('nearestNeighbors', () => {
  it.each(golden.nearestNeighbors)(
    'says what scikit-learn says, with $neighbors',
    ({ neighbors, predicted, accuracy }) => {
      const result = nearestNeighbors({ train, test, neighbors });
      expect([...result.predicted]).toEqual(predicted);
      expect(result.accuracy).toBeCloseTo(accuracy, 12);
    },
  );

  it('finds each code nearest to itself, whatever the offset', () => {
    const far = {
      codes: { ...train.codes, values: Array.from(train.codes.values, (z) => z + 1e5) },
      labels: train.labels,
    };
    expect(nearestNeighbors({ train: far, test: far, neighbors: 1 }).accuracy).toBe(1);
  });

  it('counts rows and sizes that fill no tile', () => {
    for (const rows of [1, 2, 3, 5, 7]) {
      const line = {
        codes: { values: Array.from({ length: rows }, (_, i) => i), shape: [rows, 1] },
        labels: Array.from({ length: rows }, (_, i) => i),
      };
      expect([...nearestNeighbors({ train: line, test: line, neighbors: 1 }).predicted]).toEqual(line.labels);
    }
  });

  it('refuses neighbours that train has not, and codes of two sizes', () => {
    expect(() => nearestNeighbors({ train, test, neighbors: 201 })).toThrow(
      'nearestNeighbors: expected neighbors to be a whole number from 1 to the 200 of train, received 201. Ask for fewer, or pass more codes to train.',
    );
    const narrow = { codes: { values: [1, 2], shape: [2, 1] }, labels: [0, 1] };
    expect(() => nearestNeighbors({ train, test: narrow })).toThrow(
      'nearestNeighbors, test: expected codes of size 5, as in train, received codes of size 1. Pass codes of one encoder.',
    );
  });
});

describe('linearProbe', () => {
  it.each(golden.linearProbe)(
    'says what scikit-learn says, with a penalty of $penalty',
    ({ penalty, predicted, accuracy }) => {
      const result = linearProbe({ train, test, penalty });
      expect(result.converged).toBe(true);
      expect([...result.predicted]).toEqual(predicted);
      expect(result.accuracy).toBeCloseTo(accuracy, 12);
    },
  );

  it('does not depend on the units of a code', () => {
    const scaled = (part: typeof train) => ({
      ...part,
      codes: { ...part.codes, values: Array.from(part.codes.values, (z, i) => (i % 5 === 2 ? 1000 * z - 7 : z)) },
    });
    expect(linearProbe({ train: scaled(train), test: scaled(test) }).predicted).toEqual(
      linearProbe({ train, test }).predicted,
    );
  });

  it('has no weight for a number that never varies, and never says a class that train has not', () => {
    const codes = { values: [0, 5, 1, 5, 8, 5, 9, 5], shape: [4, 2] };
    const result = linearProbe({ train: { codes, labels: [0, 0, 2, 2] }, test: { codes, labels: [0, 1, 2, 3] } });
    expect([...result.predicted]).toEqual([0, 0, 2, 2]);
    expect(result.accuracy).toBe(0.5);
    expect(result.confusion.shape).toEqual([4, 4]);
  });

  it('refuses a negative penalty, and labels that are not valid', () => {
    expect(() => linearProbe({ train, test, penalty: -1 })).toThrow(
      'linearProbe: expected penalty to be a finite number of at least 0, received -1. Leave it out for 1.',
    );
    expect(() => linearProbe({ train: { ...train, labels: [1] }, test })).toThrow(
      'linearProbe, train: expected 200 labels, one for each row, received 1. Pass the labels of the same split.',
    );
    const odd = train.labels.with(3, 0.5);
    expect(() => linearProbe({ train: { ...train, labels: odd }, test })).toThrow(
      'linearProbe, train: expected labels that are whole numbers from 0 to 9999, received 0.5 at row 3. Count the classes from 0.',
    );
  });
});

describe('confusion', () => {
  it('has the hits on its diagonal and all examples in all', () => {
    const { predicted, confusion: counts, accuracy } = nearestNeighbors({ train, test });
    expect(counts).toEqual(confusion(test.labels, predicted));
    expect([0, 1, 2, 3].reduce((sum, c) => sum + (counts.values[5 * c] as number), 0)).toBe(Math.round(150 * accuracy));
    expect(counts.values.reduce((sum, count) => sum + count, 0)).toBe(150);
  });

  it('has as many classes as are asked for', () => {
    expect(confusion([0], [0], 3)).toEqual({ values: Int32Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0), shape: [3, 3] });
    expect(() => confusion([4], [0], 3)).toThrow(
      'confusion: expected more than 4 classes, received 3. Pass the number of classes, or leave it out.',
    );
  });
});

describe('mostConfused', () => {
  it('adds both ways, greatest first, smaller labels first, without pairs that never were', () => {
    // 3 classes: 0 → 1 twice, 1 → 0 once, 1 → 2 three times, 2 → 0 never.
    const counts = confusion([0, 0, 1, 1, 1, 1, 2], [1, 1, 0, 2, 2, 2, 2]);
    expect(mostConfused(counts, 5)).toEqual([
      { a: 0, b: 1, count: 3 },
      { a: 1, b: 2, count: 3 },
    ]);
    expect(mostConfused(counts, 1)).toHaveLength(1);
  });
});
