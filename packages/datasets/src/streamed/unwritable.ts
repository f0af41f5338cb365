import { expected } from '@latentkit/errors';

/** Says that the numbers of a table cannot be kept at a path. */
export const unwritable =
  (where: string) =>
  (cause: unknown): never => {
    throw expected({
      where,
      expected: 'room for the numbers of a large table, 12 bytes each',
      received: (cause as Error).message,
      todo: 'Make room there, or let XDG_CACHE_HOME name another folder.',
      code: 'FILE_READ',
      cause,
    });
  };
