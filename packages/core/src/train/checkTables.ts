import { expected } from '@latentkit/errors';
import type { Tables } from './trainStep.ts';

/** @returns the rows of the data */
export function checkTables(tables: Tables, counts: { epochs: number; batchSize: number }): number {
  const size = tables.y.shape[0] as number;
  for (const [name, count] of Object.entries({ ...counts, 'rows of y': size })) {
    if (!Number.isInteger(count) || count < 1) {
      throw expected({
        where: `train, ${name}`,
        expected: 'a whole number of at least 1',
        received: String(count),
        todo: `Set ${name} to how many you want.`,
        code: 'OPTION',
      });
    }
  }
  for (const [name, { shape }] of Object.entries(tables)) {
    if (shape[0] !== size) {
      throw expected({
        where: `train, data.${name}`,
        expected: `${size} rows, as in y`,
        received: `${shape[0]}`,
        todo: 'Give every table one row an example.',
        code: 'SHAPE',
      });
    }
  }
  return size;
}
