import { expect, it } from 'vitest';
import { inOrder } from './order.ts';
import type { RunRow } from './protocol.ts';

const rows = [
  { row: { id: 'run-10', trainCost: 2 } as RunRow },
  { row: { id: 'run-9' } as RunRow },
  { row: { id: 'run-1', trainCost: 1 } as RunRow },
];
const ids = (by: string, down: boolean) => inOrder(rows, { by, down }).map(({ row }) => row.id);

it('sorts names as people count, and puts what has no loss last', () => {
  expect(ids('run', false)).toEqual(['run-1', 'run-9', 'run-10']);
  expect(ids('train loss', false)).toEqual(['run-1', 'run-10', 'run-9']);
  expect(ids('train loss', true)).toEqual(['run-10', 'run-1', 'run-9']);
});
