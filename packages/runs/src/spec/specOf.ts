import { join } from 'node:path';
import { expected } from '@latentkit/errors';
import { type Catalogue, modelOf } from '../entry/catalogue.ts';
import { checkPlugins } from '../entry/plugins.ts';
import { type RunSpec, runSpec } from './runSpec.ts';

/**
 * The spec that a run's `run.json` holds.
 *
 * @param record what run.json says
 * @param options.given keys that win over it
 * @throws RUN where there is none, or what it names comes from a plug-in that is not there; SPEC where it does not fit
 */
export function specOf(
  path: string,
  record: Readonly<Record<string, unknown>>,
  { catalogue, given = {} }: { catalogue: Catalogue; given?: Readonly<Record<string, unknown>> },
): RunSpec {
  const fileName = join(path, 'run.json');
  const file = record.spec;
  if (typeof file !== 'object' || file === null) {
    throw expected({
      where: fileName,
      expected: 'a spec',
      received: 'none',
      todo: 'Give the folder that `latentkit train` printed.',
      code: 'RUN',
    });
  }
  checkPlugins(path, record, catalogue);
  const { model } = file as { model: string };
  modelOf(catalogue, model, `${fileName}, model`);
  return runSpec(catalogue, { model, ...given }, { file: file as Record<string, unknown>, fileName });
}
