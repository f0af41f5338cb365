import { table } from '@latentkit/core';
import { expect, it } from 'vitest';
import { imagesOf } from './imagesOf.ts';
import { labelsOf } from './labelsOf.ts';

it('keeps bytes as they are, and writes other numbers as float32', () => {
  const bytes = table(Uint8Array.of(0, 51, 255, 7), [2, 2], 1 / 255);
  expect(imagesOf(bytes, 1)).toEqual({ bytes: Uint8Array.of(0, 51), stored: 'u8', scale: 1 / 255, count: 1 });
  const whole = table(Int32Array.of(2, 4, 6), [3, 1], 0.5);
  expect(imagesOf(whole, 1000)).toMatchObject({ stored: 'f32', scale: 1, count: 3 });
  expect([...new Float32Array(imagesOf(whole, 1000).bytes.slice().buffer)]).toEqual([1, 2, 3]);
});

it('holds fewer of large observations', () => {
  expect(imagesOf(table(new Uint8Array(9 * 4e6), [9, 2000, 2000], 1), 1000).count).toBe(4);
});

it('names classes as the data do, or by number; none where a byte cannot', () => {
  const split = (label: Int32Array) => ({ y: table(new Uint8Array(2), [2, 1]), label: table(label, [2]) });
  expect(labelsOf(split(Int32Array.of(1, 0)), ['cat', 'dog'])).toEqual({
    bytes: Uint8Array.of(1, 0),
    names: ['cat', 'dog'],
  });
  expect(labelsOf(split(Int32Array.of(2, 0)), undefined)?.names).toEqual(['0', '1', '2']);
  expect(labelsOf(split(Int32Array.of(256, 0)), undefined)).toBeUndefined();
  expect(labelsOf({ y: table(new Uint8Array(2), [2, 1]) }, undefined)).toBeUndefined();
});
