import { expected } from '@latentkit/errors';
import { didYouMean } from '../spec/didYouMean.ts';
import type { DatasetEntry } from './datasetEntry.ts';
import type { ModelEntry } from './modelEntry.ts';

/** Code that was added to a catalogue from outside, as `run.json` names it. */
export interface Plugin {
  readonly name: string;
  readonly version?: string;
  /** Name of its files. */
  readonly sha256: string;
  /** Names of what it adds: models, data sets, costs and so on. */
  readonly adds: readonly string[];
}

/** What a spec can name. Handed to whoever trains or opens a run: nothing is registered anywhere. */
export interface Catalogue {
  readonly models: Readonly<Record<string, ModelEntry>>;
  readonly datasets: Readonly<Record<string, DatasetEntry>>;
  readonly plugins?: readonly Plugin[];
}

/** The entry of a model. @param where what names it, for the error. @throws SPEC for a name that is not in the catalogue */
export function modelOf({ models }: Pick<Catalogue, 'models'>, name: unknown, where: string): ModelEntry {
  if (typeof name === 'string' && Object.hasOwn(models, name)) return models[name] as ModelEntry;
  const names = Object.keys(models);
  throw expected({
    where,
    expected: `one of ${names.join(', ')}`,
    received: name === undefined ? 'nothing' : String(name),
    todo: `${didYouMean(String(name), names)}See \`latentkit models\`.`,
    code: 'SPEC',
  });
}
