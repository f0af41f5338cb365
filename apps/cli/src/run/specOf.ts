import { join } from 'node:path';
import { expected } from '@latentkit/errors';
import { modelName, type RunSpec, runSpec } from '../spec/runSpec.ts';

/** The spec that a run's `run.json` holds. @param flags win over it */
export function specOf(
  path: string,
  { spec: file }: Readonly<Record<string, unknown>>,
  flags: Readonly<Record<string, unknown>> = {},
): RunSpec {
  const fileName = join(path, 'run.json');
  if (typeof file !== 'object' || file === null) {
    throw expected({
      where: fileName,
      expected: 'a spec',
      received: 'none',
      todo: 'Give the folder that `latentkit train` printed.',
      code: 'RUN',
    });
  }
  const name = modelName((file as Record<string, unknown>).model, `${fileName}, model`);
  return runSpec(name, { flags, file: file as Record<string, unknown>, fileName });
}
