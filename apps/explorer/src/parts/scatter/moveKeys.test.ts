import { expect, it } from 'vitest';
import { moveKeys } from './moveKeys.ts';

const extent = { x: [0, 100], y: [-1, 1] } as const;
const press = (key: string, shiftKey = false, from: [number, number] = [50, 0]) =>
  moveKeys({ key, shiftKey }, from, extent);

it('moves by a fiftieth, with shift by a tenth', () => {
  expect(press('ArrowRight')).toEqual([52, 0]);
  expect(press('ArrowLeft', true)).toEqual([40, 0]);
  expect(press('ArrowUp')).toEqual([50, expect.closeTo(0.04)]);
  expect(press('ArrowDown', true)).toEqual([50, expect.closeTo(-0.2)]);
});
it('stays within', () => expect(press('ArrowRight', true, [99, 0])).toEqual([100, 0]));
it('goes home', () => expect(press('Home', false, [3, 0.7])).toEqual([50, 0]));
it('leaves other keys alone', () => expect(press('a')).toBeUndefined());
