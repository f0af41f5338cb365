import { describe, expect, it } from 'vitest';
import { addressOf, readAddress, type Shown } from './address.ts';

describe('the address of the page of runs', () => {
  it.each<Shown>([
    { runs: undefined, show: 'loss', x: 'epoch', y: 'log' },
    { runs: [], show: 'mean divergence', x: 'step', y: 'linear' },
    { runs: ['a', 'with, comma & more', '.'], show: 'loss', x: 'epoch', y: 'log' },
  ])('gives back %j', (shown) => expect(readAddress(addressOf(shown))).toEqual(shown));
  it('takes what it does not know for the default', () => {
    expect(readAddress('#x=hour&y=up&other=1')).toEqual({ runs: undefined, show: 'loss', x: 'epoch', y: 'log' });
  });
});
