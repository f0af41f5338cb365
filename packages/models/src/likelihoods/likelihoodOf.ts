import { expected } from '@latentkit/errors';
import { columnsField } from '../columns/columnGroups.ts';
import type { Settings } from '../files/modelFiles.ts';
import { bernoulli } from './bernoulli.ts';
import { gaussian } from './gaussian.ts';
import { laplace } from './laplace.ts';
import type { Likelihood } from './likelihood.ts';
import { mixed } from './mixed.ts';

const byName: Readonly<Record<string, (settings: Settings) => Likelihood>> = {
  bernoulli,
  gaussian,
  laplace,
  mixed: ({ columns, numbers }) => {
    const place = { at: 'settings.likelihood.columns', numbers: Number.MAX_SAFE_INTEGER };
    return mixed({ columns: columnsField.read(columns, place) ?? [], numbers: likelihoodOf(numbers) });
  },
};

/** A likelihood from what a saved model says of it. @throws FILE_FORMAT for a name that is not valid */
export function likelihoodOf(settings: unknown): Likelihood {
  const { name } = (typeof settings === 'object' && settings !== null ? settings : {}) as Settings;
  const make = typeof name === 'string' && Object.hasOwn(byName, name) ? byName[name] : undefined;
  if (make) return make(settings as Settings);
  throw expected({
    where: 'model.json, settings.likelihood',
    expected: `a name among ${Object.keys(byName).join(', ')}`,
    received: JSON.stringify(name) ?? 'none',
    todo: 'The file is damaged or of a newer release.',
    code: 'FILE_FORMAT',
  });
}
