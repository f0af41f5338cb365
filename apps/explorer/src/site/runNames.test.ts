import { expect, it } from 'vitest';
import { runNames } from './runNames.ts';

it('names runs by their folders, as an address holds them', () => {
  expect(runNames(['runs/vae-2d', 'runs/β=4, größer/', '/tmp/..hidden', 'runs/...'])).toEqual([
    'vae-2d',
    '4-gro-er',
    'hidden',
    'run',
  ]);
});

it('keeps them apart, also where a disk does not tell A from a', () => {
  expect(runNames(['a/vae', 'b/vae', 'c/VAE', 'd/vae-2'])).toEqual(['vae', 'vae-2', 'VAE-3', 'vae-2-2']);
});
