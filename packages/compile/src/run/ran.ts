import { expected } from '@latentkit/errors';

/** A run whose error is one line. */
export async function ran<T>(run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    throw expected({
      where: 'compiled step',
      expected: 'a run',
      received: cause instanceof Error ? cause.message : String(cause),
      todo: 'Check the inputs: an index may point outside of its table.',
      code: 'RUN',
      cause,
    });
  }
}
