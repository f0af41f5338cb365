import { wrong } from './readCard.ts';
import { isRecord, listOf, type Rule, text } from './rules.ts';
import type { SiteIndex } from './runCard.ts';

/** A folder's name that is a path of a URL as it stands. */
const name: Rule = {
  want: 'a name of letters, digits, dots, dashes and underscores',
  holds: (value) => typeof value === 'string' && isRunName(value),
};

const runs = listOf(name);

/**
 * Whether a text can name a run's folder: it is in an address as it is, and leads nowhere else.
 *
 * @example
 * isRunName('..'); // false
 */
export const isRunName = (text: string): boolean => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(text);

/**
 * The runs that an `index.json` names; there may be none.
 *
 * @param where the file's name, for errors
 * @throws `FILE_FORMAT`
 * @example
 * readIndex({ latentkit: '0.1.0', runs: ['vae-2d'] }, 'data/index.json').runs; // ['vae-2d']
 */
export function readIndex(value: unknown, where: string): SiteIndex {
  if (!isRecord(value)) throw wrong(where, 'an object', value);
  if (!text.holds(value.latentkit)) throw wrong(`${where}, latentkit`, text.want, value.latentkit);
  if (!runs.holds(value.runs)) throw wrong(`${where}, runs`, runs.want, value.runs);
  return value as unknown as SiteIndex;
}
