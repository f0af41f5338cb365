import { expected } from '@latentkit/errors';
import type { z } from 'zod';
import { type ModelName, models } from '../catalogue/models.ts';
import { type Common, common } from './common.ts';
import { didYouMean } from './didYouMean.ts';
import { flagOf } from './flags.ts';
import { parse } from './parse.ts';

/** The whole of what decides a run, defaults filled in. */
export type RunSpec = Common & { readonly model: ModelName } & Readonly<Record<string, unknown>>;

/** Every flag of a model: the common ones, then its own; its own default wins. */
export function shapeOf(model: ModelName): Record<string, z.ZodType> {
  return { ...common, ...models[model].options };
}

/**
 * The spec of a run from flags over a config file over defaults.
 *
 * @param from.flags keys that were typed
 * @param from.file keys of the config file named `fileName`
 */
export function runSpec(
  model: ModelName,
  {
    flags = {},
    file = {},
    fileName,
  }: { flags?: Record<string, unknown>; file?: Record<string, unknown>; fileName?: string },
): RunSpec {
  const { model: _, ...fromFile } = file;
  const where = (key: string) => (key in flags || !(key in fromFile) ? flagOf(key) : `${fileName}, ${key}`);
  return { model, ...parse(shapeOf(model), { ...fromFile, ...flags }, where) } as RunSpec;
}

/** A model's name from what was typed. */
export function modelName(name: unknown, where: string): ModelName {
  if (typeof name === 'string' && Object.hasOwn(models, name)) return name as ModelName;
  const names = Object.keys(models);
  throw expected({
    where,
    expected: `one of ${names.join(', ')}`,
    received: name === undefined ? 'nothing' : String(name),
    todo: `${didYouMean(String(name), names)}See \`latentkit models\`.`,
    code: 'SPEC',
  });
}
