import { expected } from '@latentkit/errors';
import {
  count,
  flag,
  isRecord,
  listOf,
  number,
  oneOf,
  optional,
  positive,
  type Rule,
  record,
  recordOf,
  someOf,
  text,
} from './rules.ts';
import { type RunCard, sizeOf } from './runCard.ts';

const numbers = listOf(number);

const rules: { readonly [Key in keyof RunCard]-?: Rule } = {
  name: text,
  model: text,
  data: text,
  exampleShape: someOf(count),
  latentShape: someOf(count),
  scale: positive,
  stored: oneOf('u8', 'f32'),
  images: count,
  count,
  columns: optional(someOf(record({ name: text, mean: number, deviation: positive }))),
  labels: optional(someOf(text)),
  posterior: flag,
  classes: optional(count),
  energy: record({ terms: someOf(record({ name: text, weight: number, unit: text })) }),
  prior: flag,
  principal: record({ mean: numbers, axes: listOf(numbers), variances: numbers }),
  mixture: optional(record({ weights: someOf(number), means: someOf(numbers), factors: someOf(numbers) })),
  denoising: optional(record({ corruption: text, amount: number })),
  final: recordOf(number),
  trained: text,
};

/**
 * The card that a `run.json` holds.
 *
 * @param where the file's name, for errors
 * @throws `FILE_FORMAT` with the key that is not as it must be
 * @example
 * const cardOf = (text: string) => readCard(JSON.parse(text), 'data/vae-2d/run.json');
 */
export function readCard(value: unknown, where: string): RunCard {
  if (!isRecord(value)) throw wrong(where, 'an object', value);
  for (const [key, { want, holds }] of Object.entries(rules)) {
    if (!holds(value[key])) throw wrong(`${where}, ${key}`, want, value[key]);
  }
  const card = value as unknown as RunCard;
  checkSizes(card, where);
  return card;
}

/** That the parts of a card are of one size. */
function checkSizes(card: RunCard, where: string): void {
  const { images, count, exampleShape, latentShape, columns, principal, mixture } = card;
  if (images > count) throw wrong(`${where}, images`, `at most ${count}, the codes`, images);
  if (columns && columns.length !== sizeOf(exampleShape))
    throw wrong(`${where}, columns`, `${sizeOf(exampleShape)}, one for each number`, columns.length);
  const row = listOf(number, sizeOf(latentShape));
  const axes = listOf(row, principal.variances.length);
  const parts: [string, Rule, unknown][] = [
    ['principal.mean', row, principal.mean],
    ['principal.axes', axes, principal.axes],
  ];
  if (mixture) {
    const components = mixture.weights.length;
    const factor = listOf(number, sizeOf(latentShape) ** 2);
    parts.push(['mixture.means', listOf(row, components), mixture.means]);
    parts.push(['mixture.factors', listOf(factor, components), mixture.factors]);
  }
  for (const [key, { want, holds }, value] of parts) {
    if (!holds(value)) throw wrong(`${where}, ${key}`, want, value);
  }
}

export function wrong(where: string, want: string, value: unknown) {
  return expected({
    where,
    expected: want,
    received: value === undefined ? 'nothing' : short(JSON.stringify(value)),
    todo: 'Write the site again with `latentkit explore`.',
    code: 'FILE_FORMAT',
  });
}

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
