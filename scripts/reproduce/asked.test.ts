import { describe, expect, it } from 'vitest';
import { asked } from './asked.mjs';

const of = (line: string) => asked(line.split(' ').filter(Boolean));

describe('asked', () => {
  it('takes names, seeds and epochs', () => {
    expect(of('vae-mnist iwae-mnist --seeds 3,4 --epochs 2')).toEqual({
      names: ['vae-mnist', 'iwae-mnist'],
      seeds: [3, 4],
      epochs: '2',
      runs: undefined,
      small: false,
    });
    expect(of('vae-mnist')).toMatchObject({ seeds: [0, 1], epochs: undefined });
    expect(of('text-to-image')).toMatchObject({ names: ['text-to-image'] });
  });

  it('--small alone is every row that trains', () => {
    const { names } = of('--small') as { names: string[] };
    expect(names).toContain('vae-mnist');
    expect(names).not.toContain('text-to-image');
  });

  it('explains itself', () => {
    for (const line of ['--help', 'vae-mnist --help']) expect(of(line)).toMatch(/^node scripts\/reproduce\.mjs/);
  });

  it.for([
    ['', 'expected one or more of vae-mnist', 'received no name.'],
    ['nosuch', 'expected one or more of vae-mnist', 'received nosuch.'],
    ['vae-mnist --seeds a,b', 'expected --seeds of whole numbers', 'received a,b.'],
    ['vae-mnist --seeds=', 'expected --seeds of whole numbers', 'received nothing.'],
    ['vae-mnist --seeds 3,3', 'whole numbers that differ', 'received 3,3.'],
    ['vae-mnist --seeds -1', 'a value each', 'received vae-mnist --seeds -1.'],
    ['vae-mnist --epochs 0', 'expected --epochs of a whole number above 0', 'received 0.'],
    ['vae-mnist --epochs', 'a value each', 'received vae-mnist --epochs.'],
    ['vae-mnist --bogus', 'a value each', 'received vae-mnist --bogus.'],
    ['text-to-image --seeds 7', 'measure it by benchmarks/textToImage.mjs', 'received text-to-image --seeds 7.'],
    ['--small text-to-image', 'no --seeds, --epochs or --small for text-to-image', 'received'],
  ] as const)('refuses "%s" in one line', ([line, expected, received]) => {
    expect(() => of(line)).toThrow(expected);
    expect(() => of(line)).toThrow(received);
    expect(() => of(line)).toThrow(/^reproduce: [^\n]*$/);
  });
});
