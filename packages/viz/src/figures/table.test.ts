import { expect, it } from 'vitest';
import { csv } from '../csv.ts';
import { half, same, table } from './table.ts';

it('puts tables below each other, empty where a column is missing', () => {
  const points = [same('mark', 'point', 2), half('x', [1, 2, 3, 4], 0), half('y', [1, 2, 3, 4], 1)];
  const line = [same('mark', 'line', 1), { name: 'x', values: [5] }, { name: 'z', values: [6] }];
  expect(csv(table([points, line]))).toBe('mark,x,y,z\r\npoint,1,2,\r\npoint,3,4,\r\nline,5,,6\r\n');
});
