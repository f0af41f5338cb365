import type { Dataset, Split } from '@latentkit/datasets';
import { expected } from '@latentkit/errors';

/** @param name train or test */
export function splitOf(data: Dataset, name: string): Split {
  return name === 'train' ? data.train : data.test;
}

/** @throws FLAG for a row that the split does not have */
export function checkRows(rows: readonly number[], { y }: Split): void {
  const count = y.shape[0] as number;
  const beyond = rows.find((row) => row >= count);
  if (beyond === undefined) return;
  throw expected({
    where: '--rows',
    expected: `whole numbers from 0 to ${count - 1}`,
    received: String(beyond),
    todo: 'Rows are counted from 0.',
    code: 'FLAG',
  });
}
