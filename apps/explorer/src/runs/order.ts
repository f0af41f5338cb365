import type { RunRow } from './protocol.ts';

/** By which column the table is sorted. */
export interface Order {
  readonly by: string;
  readonly down: boolean;
}

/** Columns, and what they are sorted by. */
export const columns: Readonly<Record<string, (row: RunRow) => string | number | undefined>> = {
  run: ({ id }) => id,
  model: ({ model }) => model,
  data: ({ data }) => data,
  status: ({ status }) => status,
  epochs: ({ epochs }) => epochs,
  'train loss': ({ trainCost }) => trainCost,
  'test loss': ({ testCost }) => testCost,
  best: ({ best }) => best?.cost,
  loss: ({ judgedBy }) => judgedBy,
  time: ({ seconds }) => seconds,
  started: ({ started }) => started,
};

/** Rows in an order; those without a value last, in either direction. */
export function inOrder<T extends { readonly row: RunRow }>(rows: readonly T[], { by, down }: Order): T[] {
  const key = columns[by] ?? ((row: RunRow) => row.started);
  const sign = down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [first, second] = [key(a.row), key(b.row)];
    if (first === undefined || second === undefined) return Number(first === undefined) - Number(second === undefined);
    if (typeof first === 'number' && typeof second === 'number') return sign * (first - second);
    return sign * String(first).localeCompare(String(second), 'en', { numeric: true });
  });
}
