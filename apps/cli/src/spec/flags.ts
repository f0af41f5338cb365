import { flagOf, reading } from '@latentkit/runs/internal';
import { type Command, Option } from 'commander';
import { z } from 'zod';

type Shape = Readonly<Record<string, z.ZodType>>;

/** Headings of the help and their keys; a key of the model itself is in none of them. */
const headings = {
  'Most used:': ['data', 'epochs', 'hidden', 'latentSize', 'learningRate'],
  'Model:': [],
  'Data:': ['examples', ...Object.keys(reading)],
  'Optimisation:': ['batchSize', 'optimizer', 'schedule', 'warmupSteps', 'weightDecay', 'momentum', 'clipNorm', 'seed'],
  'Rounds of several workers:': ['workers', 'localSteps', 'outerLearningRate', 'outerMomentum'],
  'Checkpoints:': ['saveEvery', 'keep', 'onNan'],
  'Engine:': ['engine', 'threads', 'spinning'],
};

/** The flags of training, under headings. */
export function addTrainingFlags(command: Command, shape: Shape): Command {
  const named = Object.values(headings).flat();
  for (const [heading, keys] of Object.entries(headings)) {
    const here = heading === 'Model:' ? Object.keys(shape).filter((key) => !named.includes(key)) : keys;
    const flags = here.flatMap((key) => (shape[key] === undefined ? [] : [[key, shape[key]] as const]));
    addFlags(command.optionsGroup(heading), Object.fromEntries(flags));
  }
  return command;
}

/** Give a command one flag per key of the schema, with the schema's own description and default. */
export function addFlags(command: Command, shape: Shape): Command {
  for (const [key, field] of Object.entries(shape)) command.addOption(flagFor(key, field));
  return command;
}

/** The default is in the text alone: the schema fills it in, so that a config file can stand between the two. */
function flagFor(key: string, field: z.ZodType): Option {
  const choices = choicesOf(field);
  const fallback = field.safeParse(undefined);
  const hint = [field.description, choices && `one of ${choices.join(', ')}`].filter(Boolean).join('; ');
  const usual = fallback.success && fallback.data !== undefined ? ` (default: ${shown(fallback.data)})` : '';
  const option = new Option(`${flagOf(key)}${argumentOf(field)}`, `${hint}${usual}`);
  return isSwitch(field) ? option : option.argParser((text: string) => fromText(field, text));
}

const shown = (value: unknown) =>
  Array.isArray(value) ? value.join(',') || 'none' : value === false ? 'off' : String(value);

/** What follows a flag in the help; a switch is true by being there. */
function argumentOf(field: z.ZodType): string {
  if (isSwitch(field)) return '';
  return ` <${isList(field) ? (isNumber((inner(field) as z.ZodArray<z.ZodType>).element) ? 'n,n,…' : 'name,name,…') : isNumber(field) ? 'n' : 'value'}>`;
}

/** What the text of a flag means to its field; what it cannot mean is left for the schema to refuse. */
export function fromText(field: z.ZodType, text: string): unknown {
  if (isList(field)) return text === 'none' ? [] : text.split(',').map(numberOrText);
  return isNumber(field) || inner(field) instanceof z.ZodUnion ? numberOrText(text) : text;
}

/** Keys of a config file as the schema takes them: a list without members may be written as a flag says it, `none`. */
export function fromFile(shape: Shape, file: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const asField = (key: string, value: unknown) => {
    const field = shape[key];
    return value === 'none' && field && isList(field) ? [] : value;
  };
  return Object.fromEntries(Object.entries(file).map(([key, value]) => [key, asField(key, value)]));
}

function numberOrText(text: string): number | string {
  return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

function inner(field: z.ZodType): z.ZodType {
  return field instanceof z.ZodDefault || field instanceof z.ZodOptional ? inner(field.unwrap() as z.ZodType) : field;
}

const isNumber = (field: z.ZodType) => inner(field) instanceof z.ZodNumber;
const isSwitch = (field: z.ZodType) => inner(field) instanceof z.ZodBoolean;
const isList = (field: z.ZodType) => inner(field) instanceof z.ZodArray;

function choicesOf(field: z.ZodType): readonly string[] | undefined {
  const base = inner(field);
  return base instanceof z.ZodEnum ? (base.options as string[]) : undefined;
}
