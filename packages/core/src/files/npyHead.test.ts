import { describe, expect, it } from 'vitest';
import { npyHead } from './npyHead.ts';

const text = (head: Uint8Array) => new TextDecoder().decode(head.subarray(10));

describe('the head of a .npy file', () => {
  it.each([[[]], [[7]], [[0, 3]], [[2 ** 31, 784]], [[60_000, 1024, 1024, 3]]])(
    'of shape [%s] is 128 bytes',
    (shape) => {
      const head = npyHead(shape);
      expect(head).toHaveLength(128);
      expect([...head.subarray(0, 10)]).toEqual([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, 118, 0]);
      expect(text(head).at(-1)).toBe('\n');
    },
  );

  it('names type and shape as NumPy does', () => {
    expect(text(npyHead([7])).trim()).toBe("{'descr': '<f4', 'fortran_order': False, 'shape': (7,), }");
    expect(text(npyHead([2, 3], '>f8')).trim()).toBe("{'descr': '>f8', 'fortran_order': False, 'shape': (2, 3), }");
  });
});
