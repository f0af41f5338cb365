import { expected } from '@latentkit/errors';

/** Makes the errors of a parser: what was wanted and found at a byte of a file. */
export const formatError = (file: string) => (offset: number, wanted: string, received: string, todo: string) =>
  expected({ where: `${file}, byte ${offset}`, expected: wanted, received, todo, code: 'FILE_FORMAT' });

/** What to do where a file ends too early or holds what its own header denies. */
export const copyAgain = 'Copy or download the file again.';
