import { expected, type LatentKitError } from '@latentkit/errors';

/** Why a calculation has no graph for every batch size. */
export function notUnified(op: string, difference: string, site?: string): LatentKitError {
  return expected({
    where: site === undefined ? `exportOnnx, ${op}` : `exportOnnx, ${op} (${site})`,
    expected: 'only shapes to depend on the batch size',
    received: `${difference} at another batch size`,
    todo: 'Use operations that need no batch size (tf.mean, -1 in a reshape), or give a number in place of batch.',
    code: 'EXPORT_BATCH',
  });
}
