import { expected, type LatentKitError } from '@latentkit/errors';

/** The one error of a file of Keras. */
export const refused = (
  wanted: string,
  received: string,
  todo = 'The file is damaged or of another program: save it again.',
  cause?: unknown,
): LatentKitError =>
  expected({ where: 'readKerasModel', expected: wanted, received, todo, code: 'FILE_FORMAT', cause });
