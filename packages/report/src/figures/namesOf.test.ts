import type { RunSpec } from '@latentkit/runs';
import { describe, expect, it } from 'vitest';
import { namesOf } from './namesOf.ts';

const names = (...specs: Record<string, unknown>[]) => namesOf(specs as RunSpec[]);

describe('namesOf', () => {
  it('is the model where each is another', () => {
    expect(names({ model: 'vae', beta: 1 }, { model: 'autoencoder' })).toEqual(['vae', 'autoencoder']);
  });

  it('is what differs where models do not', () => {
    const [model, seed] = ['vae', 0];
    expect(names({ model, seed, beta: 1, freeBits: 2 }, { model, seed, beta: 4, freeBits: 2 })).toEqual(['β 1', 'β 4']);
    expect(names({ model, seed, hidden: [8] }, { model, seed, hidden: [8] })).toEqual(['vae', 'vae']);
  });

  it('is both where only some models differ', () => {
    const specs = [{ model: 'vae', beta: 1 }, { model: 'vae', beta: 4 }, { model: 'autoencoder' }];
    expect(names(...specs)).toEqual(['vae, β 1', 'vae, β 4', 'autoencoder']);
  });
});
