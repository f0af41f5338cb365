import { counted } from '@latentkit/errors';
import { refusal } from '../protocol/refusal.ts';

/** How rows of many requests become few runs. */
export interface BatchOptions {
  /** Rows of one run at most. */
  readonly maxBatch: number;
  /** Milliseconds that a row waits for others at most, while some come. */
  readonly maxDelay: number;
  /** Rows that wait at most, over all functions. */
  readonly maxQueue: number;
}

/** The rows that wait on one server. */
export interface Lane {
  /** Takes rows in. @throws OVERLOAD where too many wait */
  enter(rows: number): void;
  leave(rows: number): void;
  waiting(): number;
}

export function lane({ maxQueue }: Pick<BatchOptions, 'maxQueue'>): Lane {
  let waiting = 0;
  return {
    enter(rows) {
      if (rows > maxQueue) {
        throw refusal({
          where: 'request',
          expected: `at most ${counted(maxQueue, 'row')}`,
          received: String(rows),
          todo: 'Send them in several requests.',
          code: 'BODY_SIZE',
        });
      }
      if (waiting + rows > maxQueue) throw busy(`${waiting} that wait`);
      waiting += rows;
    },
    leave(rows) {
      waiting -= rows;
    },
    waiting: () => waiting,
  };
}

/** The error of a server that has too much to do. */
export const busy = (received: string) =>
  refusal({
    where: 'server',
    expected: 'room for more rows',
    received,
    todo: 'Send it again after the seconds of Retry-After.',
    code: 'OVERLOAD',
  });
