import { describe, expect, it } from 'vitest';
import { forWorkers } from './forWorkers.ts';

const plain = { threads: undefined, learningRate: 0.003 };

describe('the defaults of several workers', () => {
  it('are those of plain training for one, so that its bits are', () => {
    expect(forWorkers(plain, {})).toBe(plain);
    expect(forWorkers({ ...plain, workers: 1 }, {})).toEqual({ ...plain, workers: 1 });
  });

  it.each([
    [2, 0.006],
    [3, 0.009],
    [4, 0.012],
    [100, 0.012],
  ])('of %i: one thread each and the learning rate %f', (workers, learningRate) => {
    expect(forWorkers({ ...plain, workers }, {})).toEqual({ workers, threads: 1, learningRate });
  });

  it('leave what was written', () => {
    const asked = { workers: 4, threads: 2, learningRate: 0.001 };
    expect(forWorkers(asked, { learningRate: 0.001, threads: 2 })).toEqual(asked);
  });
});
