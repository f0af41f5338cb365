import type { Dataset, Split } from '@latentkit/datasets';
import { expected } from '@latentkit/errors';

/** @param name train, test or composition. @throws FLAG where the data set holds no combinations out */
export function splitOf(data: Dataset, name: string): Split {
  if (name !== 'composition') return name === 'train' ? data.train : data.test;
  if (data.composition) return data.composition;
  throw expected({
    where: '--split composition',
    expected: 'data with held-out combinations, such as scenes',
    received: data.name,
    todo: 'Look at --split test.',
    code: 'FLAG',
  });
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
