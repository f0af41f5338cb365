/**
 * The head of a .npy file in C order, for an array that follows row by row: 128 bytes for any shape of a few axes.
 *
 * @param descr NumPy's name of the type, float32 by default
 */
export function npyHead(shape: readonly number[], descr = '<f4'): Uint8Array {
  const sizes = `${shape.join(', ')}${shape.length === 1 ? ',' : ''}`;
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const padded = `${text}${' '.repeat(63 - ((10 + text.length) % 64))}\n`;
  const head = new Uint8Array(10 + padded.length);
  head.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, padded.length & 255, padded.length >> 8]);
  head.set(new TextEncoder().encode(padded), 10);
  return head;
}
