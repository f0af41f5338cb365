import { describe, expect, it } from 'vitest';
import { signed, unsigned } from './code.ts';

describe('LEB128', () => {
  it('writes the examples of the specification', () => {
    expect(unsigned(624485)).toEqual([0xe5, 0x8e, 0x26]);
    expect(signed(-123456)).toEqual([0xc0, 0xbb, 0x78]);
    expect(signed(63)).toEqual([63]);
    expect(signed(64)).toEqual([0xc0, 0]);
  });
});
