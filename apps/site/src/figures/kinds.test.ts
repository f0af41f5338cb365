import { expect, it } from 'vitest';
import { kinds } from './kinds.ts';

it.for(kinds)('$name: both languages say what changes from training to use', (kind) => {
  for (const [training, use] of [
    [kind.words, kind.inUse],
    [kind.mots, kind.enUsage],
  ] as const) {
    expect(training).toMatch(/\.$/);
    expect(use).toMatch(/\.$/);
    expect(use).not.toBe(training);
  }
});
