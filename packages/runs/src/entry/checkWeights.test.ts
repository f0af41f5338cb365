import { describe, expect, it } from 'vitest';
import type { RunSpec } from '../spec/runSpec.ts';
import { checkWeights } from './checkWeights.ts';
import type { ModelEntry, RunShape } from './modelEntry.ts';

/** One weight for each pair of a number and a hidden unit; building it is a fault. */
const entry = {
  options: { hidden: {} },
  weights: (_: unknown, { exampleShape }: RunShape) => 1000 * exampleShape.reduce((a, b) => a * b, 1),
  build: () => {
    throw new Error('built');
  },
} as unknown as ModelEntry;
const spec = { model: 'large', batchSize: 1 } as RunSpec;
const run = (exampleShape: number[], layout: RunShape['layout'] = 'channels last'): RunShape => ({
  exampleShape,
  examples: 20,
  parts: {},
  stepsPerEpoch: 1,
  ...(layout && { layout }),
});
const gib = 2 ** 30;

describe('the size of a model', () => {
  it('is refused above what trains anywhere, with what to choose', () => {
    expect(() => checkWeights(spec, entry, run([1024, 1024, 3]), 1000 * gib)).toThrow(
      'train large: expected a model of at most 134 million weights, the most that this machine with 1000.0 GiB can train, received 3146 million weights for examples of shape [1024,1024,3]. Choose --image-size 64 (12 million weights), or a smaller --hidden.',
    );
  });

  it('follows the memory of the machine', () => {
    expect(() => checkWeights(spec, entry, run([64, 64, 3]), 2 * gib)).not.toThrow();
    expect(() => checkWeights(spec, entry, run([64, 64, 3]), gib)).toThrow('at most 12 million weights');
    expect(() => checkWeights(spec, entry, run([12288], 'columns'), gib)).toThrow('Choose a smaller --hidden.');
  });
});
