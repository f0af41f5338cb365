import { expected } from '@latentkit/errors';

export const flag = '--plugin';

export const refused = (where: string, want: string, received: string, todo: string, cause?: unknown) =>
  expected({ where, expected: want, received, todo, code: 'PLUGIN', cause });
