import type { TokenVocabulary } from '@latentkit/export';
import { wrong } from './readCard.ts';
import { count, isRecord, listOf, number, type Rule, record, recordOf, someOf, text } from './rules.ts';
import { type EnergyTerm, type RunCard, sizeOf } from './runCard.ts';

/** `run.json` of a text-to-image run, whose folder holds `step.onnx` and `decoder.onnx` and no codes. */
export interface WordsCard extends Pick<RunCard, 'name' | 'model' | 'data' | 'exampleShape' | 'final' | 'trained'> {
  /** Which token is what, and the grid of indices of an image. */
  readonly tokens: TokenVocabulary;
  /** Keys and values of each block, without the batch. */
  readonly cache: { readonly blocks: number; readonly shape: readonly [heads: number, tokens: number, width: number] };
  /** What the objective counts: the terms `text` and `image`. */
  readonly energy: { readonly terms: readonly EnergyTerm[] };
  /** Some captions of the data. */
  readonly captions: readonly string[];
}

const rules: { readonly [Key in keyof WordsCard]-?: Rule } = {
  name: text,
  model: text,
  data: text,
  exampleShape: someOf(count),
  tokens: record({
    words: listOf(text),
    textLength: count,
    grid: listOf(count, 2),
    planes: count,
    size: count,
    start: number,
    padding: listOf(count),
    firstIndex: count,
  }),
  cache: record({ blocks: count, shape: listOf(count, 3) }),
  energy: record({ terms: listOf(record({ name: text, weight: number, unit: text }), 2) }),
  captions: listOf(text),
  final: recordOf(number),
  trained: text,
};

/** Whether the `run.json` of a folder is that of a text-to-image run. */
export const isWordsCard = (value: unknown): boolean => isRecord(value) && 'tokens' in value;

/**
 * The card of a text-to-image run.
 *
 * @param where the file's name, for errors
 * @throws `FILE_FORMAT` with the key that is not as it must be
 * @example
 * const cardOf = (text: string) => readWordsCard(JSON.parse(text), 'data/words/run.json');
 */
export function readWordsCard(value: unknown, where: string): WordsCard {
  if (!isRecord(value)) throw wrong(where, 'an object', value);
  for (const [key, { want, holds }] of Object.entries(rules)) {
    if (!holds(value[key])) throw wrong(`${where}, ${key}`, want, value[key]);
  }
  const card = value as unknown as WordsCard;
  const { grid, textLength, planes } = card.tokens;
  const length = textLength + sizeOf(grid);
  if (card.cache.shape[1] !== length)
    throw wrong(`${where}, cache.shape`, `places for ${length} tokens`, card.cache.shape);
  if (grid[1] % planes !== 0) throw wrong(`${where}, tokens.grid`, `columns of ${planes} indices per cell`, grid);
  return card;
}
