import { describe, expect, it } from 'vitest';
import { duration } from './duration.ts';
import { progress } from './progress.ts';

describe('duration', () => {
  it.each([
    [6.6, '7 s'],
    [185, '3 min 05 s'],
    [7810, '2 h 10 min'],
    [-1, '0 s'],
  ])('%f s is %s', (seconds, text) => expect(duration(seconds)).toBe(text));
});

describe('progress', () => {
  it('writes plain lines alone where the stream is no terminal', () => {
    const written: string[] = [];
    const stream = { write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
    const bar = progress({ stream, epochs: 1, examples: 10, live: false });
    bar.show({
      kind: 'step',
      step: 1,
      epoch: 1,
      examples: 5,
      learningRate: 1e-3,
      weights: { energy: 1 },
      terms: { energy: 1 },
      total: 1,
      state: () => Promise.reject(new Error('not asked for')),
    });
    bar.line('epoch 1/1');
    bar.done();
    expect(written).toEqual(['epoch 1/1\n']);
  });
});
