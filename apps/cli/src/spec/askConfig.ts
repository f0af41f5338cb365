import type { FullCatalogue } from '@latentkit/catalogue';
import { isLatentKitError } from '@latentkit/errors';
import { shapeOf } from '@latentkit/runs';
import { parse } from '@latentkit/runs/internal';
import { stringify } from 'yaml';
import type { z } from 'zod';
import { fromText } from './flags.ts';

/** Who answers: undefined is a wish to leave. */
export interface Ask {
  choose(message: string, options: readonly { value: string; hint: string }[]): Promise<string | undefined>;
  /** @param options.problem what is wrong with what was typed, if anything */
  write(
    message: string,
    options: { initial: string; problem(text: string): string | undefined },
  ): Promise<string | undefined>;
}

export type Config = Readonly<Record<string, unknown>> & { readonly model: string };

const ownPath = 'a path';
/** Asked where a model has them; the other keys keep their defaults. */
const asked = ['hidden', 'latentSize', 'beta', 'epochs', 'seed'];

/** Ask for what tells runs apart most. @returns a config that `train --config` takes; undefined where one wished to leave */
export async function askConfig(
  ask: Ask,
  { models, datasets }: Pick<FullCatalogue, 'models' | 'datasets'>,
): Promise<Config | undefined> {
  const model = await ask.choose(
    'Which model?',
    Object.entries(models).map(([value, { summary }]) => ({ value, hint: summary })),
  );
  if (model === undefined) return undefined;
  const shape = shapeOf(models[model] as FullCatalogue['models'][string]);
  const data = await askData(ask, shape, Object.keys(datasets));
  if (data === undefined) return undefined;
  const config: Record<string, unknown> = { data };
  for (const key of asked) {
    const field = shape[key];
    if (field === undefined) continue;
    const initial = textOf(field.safeParse(undefined).data);
    const answer = await ask.write(`${key}: ${field.description}`, {
      initial,
      problem: (text) => problemOf(shape, key, fromText(field, text)),
    });
    if (answer === undefined) return undefined;
    config[key] = fromText(field, answer);
  }
  return { model, ...config };
}

async function askData(
  ask: Ask,
  shape: Readonly<Record<string, z.ZodType>>,
  known: readonly string[],
): Promise<string | undefined> {
  const usual = shape.data?.safeParse(undefined).data as string;
  const names = [usual, ...known.filter((name) => name !== usual)];
  const name = await ask.choose('Trained on what?', [
    ...names.map((value) => ({ value, hint: value === usual ? 'usual' : '' })),
    { value: ownPath, hint: 'a folder or file of yours; see `latentkit datasets`' },
  ]);
  if (name !== ownPath) return name;
  return ask.write('Where is it?', { initial: '', problem: (text) => problemOf(shape, 'data', text) });
}

/** One line, or nothing where the schema takes it. */
function problemOf(shape: Readonly<Record<string, z.ZodType>>, key: string, value: unknown): string | undefined {
  try {
    parse({ [key]: shape[key] as z.ZodType }, { [key]: value }, (where) => where);
    return undefined;
  } catch (error) {
    if (isLatentKitError(error)) return error.message;
    throw error;
  }
}

const textOf = (value: unknown) => (value === undefined ? '' : Array.isArray(value) ? value.join(',') : String(value));

/** YAML with a line on where the other keys are told. */
export function configText(config: Config): string {
  const told = `# latentkit train --config this-file\n# All keys and their defaults: latentkit train ${config.model} --help (batchSize for --batch-size)\n`;
  return `${told}${stringify(config, { flowCollectionPadding: false, collectionStyle: 'any' })}`;
}
