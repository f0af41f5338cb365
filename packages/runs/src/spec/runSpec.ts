import type { z } from 'zod';
import { type Catalogue, modelOf } from '../entry/catalogue.ts';
import type { ModelEntry } from '../entry/modelEntry.ts';
import { type Common, common } from './common.ts';
import { flagOf } from './flagOf.ts';
import { parse } from './parse.ts';

/** The whole of what decides a run, defaults filled in. */
export type RunSpec = Common & { readonly model: string } & Readonly<Record<string, unknown>>;

/** Keys of a spec as someone writes them: the model's name, and whatever is not its default. */
export type SpecInput = { readonly model: string } & Readonly<Record<string, unknown>>;

/** Every option of a model: the common ones, then its own; its own default wins. */
export function shapeOf({ options }: Pick<ModelEntry, 'options'>): Record<string, z.ZodType> {
  return { ...common, ...options };
}

/**
 * The spec of a run: keys that were given over those of a file over defaults.
 *
 * @param spec keys that were given
 * @param from.file keys of the file named `fileName`
 * @throws SPEC with the first problem in one line
 */
export function runSpec(
  catalogue: Pick<Catalogue, 'models'>,
  { model, ...given }: SpecInput,
  { file = {}, fileName }: { file?: Readonly<Record<string, unknown>>; fileName?: string } = {},
): RunSpec {
  const entry = modelOf(catalogue, model, 'spec, model');
  const { model: _, ...fromFile } = file;
  const where = (key: string) => (key in given || !(key in fromFile) ? flagOf(key) : `${fileName}, ${key}`);
  return { model, ...parse(shapeOf(entry), { ...fromFile, ...given }, where) } as RunSpec;
}
