import { expected } from '@latentkit/errors';
import { type RunCard, sizeOf } from './runCard.ts';

/**
 * The files of numbers beside a card, with the bytes that each has.
 *
 * @example
 * const expected = (card: RunCard) => tableFiles(card)['codes.f32'];
 */
export function tableFiles(card: RunCard): Readonly<Record<string, number>> {
  const { images, count, stored, exampleShape, latentShape } = card;
  const codes = 4 * count * sizeOf(latentShape);
  return {
    [`images.${stored}`]: images * sizeOf(exampleShape) * (stored === 'u8' ? 1 : 4),
    'codes.f32': codes,
    ...(card.posterior && { 'logVariances.f32': codes }),
    ...(card.labels && { 'labels.u8': count }),
  };
}

/**
 * Numbers as a file holds them: float32, little endian.
 *
 * @example
 * floatBytes([1]); // [0, 0, 128, 63]
 */
export function floatBytes(values: ArrayLike<number>): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  for (let i = 0; i < values.length; i++) view.setFloat32(4 * i, values[i] as number, true);
  return new Uint8Array(view.buffer);
}

/**
 * The numbers of a file of float32, little endian.
 *
 * @param length how many there must be
 * @param where the file's name, for errors
 * @throws `FILE_FORMAT` for another number of them
 * @example
 * readFloats(Uint8Array.of(0, 0, 128, 63), 1, 'codes.f32'); // [1]
 */
export function readFloats(bytes: Uint8Array, length: number, where: string): Float32Array {
  checkBytes(bytes, 4 * length, where);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length }, (_, i) => view.getFloat32(4 * i, true));
}

/**
 * The bytes of a file, e.g. of labels.
 *
 * @throws `FILE_FORMAT` for another number of them
 * @example
 * readBytes(Uint8Array.of(7, 2), 2, 'labels.u8'); // [7, 2]
 */
export function readBytes(bytes: Uint8Array, length: number, where: string): Uint8Array {
  checkBytes(bytes, length, where);
  return bytes;
}

/**
 * The observations of a run as models take them: [images, …exampleShape], scaled.
 *
 * @param bytes of `images.u8` or `images.f32`, whichever the card says
 * @throws `FILE_FORMAT` for another number of them
 * @example
 * const observations = (card: RunCard, bytes: Uint8Array) => readObservations(card, bytes, `images.${card.stored}`);
 */
export function readObservations(card: RunCard, bytes: Uint8Array, where: string): Float32Array {
  const length = card.images * sizeOf(card.exampleShape);
  if (card.stored === 'f32') return readFloats(bytes, length, where);
  const { scale } = card;
  return Float32Array.from(readBytes(bytes, length, where), (byte) => byte * scale);
}

function checkBytes(bytes: Uint8Array, length: number, where: string): void {
  if (bytes.length === length) return;
  throw expected({
    where,
    expected: `${length} bytes`,
    received: `${bytes.length}`,
    todo: 'Write the site again with `latentkit explore`.',
    code: 'FILE_FORMAT',
  });
}
