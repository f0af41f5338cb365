import { expect, it } from 'vitest';
import { errorRows, errorText } from './errorRows.ts';
import { squaredDistance } from './useErrors.ts';

const errors = [3, 9, 1, 4];

it('orders rows by error, of all classes or of one', () => {
  expect(errorRows(errors, { order: 'worst first' })).toEqual([1, 3, 0, 2]);
  const labels = Uint8Array.of(0, 1, 0, 0);
  expect(errorRows(errors, { order: 'best first', labels, label: 0 })).toEqual([2, 0, 3]);
});

it('says how far it is, then the range and the median', () => {
  expect(errorText([3, 9], 4)).toBe('2 of 4 measured…');
  expect(errorText(errors, 4)).toBe('‖y − ỹ‖² of 4: from 1.00 to 9.00, median 3.00.');
});

it('measures the row that is asked for: ‖(3, 4) − (0, 0)‖² = 25', () => {
  expect(squaredDistance(Float32Array.of(9, 9, 3, 4), Float32Array.of(0, 0, 0, 0), 1, 2)).toBe(25);
});
