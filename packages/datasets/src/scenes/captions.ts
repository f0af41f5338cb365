import { expected } from '@latentkit/errors';
import { type Attribute, attributeNames, attributes, type SceneObject } from './attributes.ts';
import { nearestWord } from './nearestWord.ts';
import { wordsOf } from './vocabulary.ts';

/** What a caption says of an object: it may leave anything out. */
export type Mentioned = Partial<SceneObject>;

/**
 * What is said of a scene: `a [size] [colour] [shape] [place]`, and a second object after `and`.
 *
 * @example
 * captionOf([{ size: 'small', colour: 'red', shape: 'circle' }, { colour: 'blue', shape: 'cross', place: 'top left' }]); // 'a small red circle and a blue cross top left'
 */
export function captionOf(objects: readonly Mentioned[]): string {
  return objects
    .map(({ size, colour, shape, place }) => ['a', size, colour, shape ?? 'thing', place].filter(Boolean).join(' '))
    .join(' and ');
}

/** Every word that a caption may have. */
const words = [
  'a',
  'and',
  'thing',
  ...new Set(Object.values(attributes).flatMap((names) => names.flatMap((name) => name.split(' ')))),
];

/**
 * What a caption asks for, object by object: the inverse of `captionOf`.
 *
 * @throws `CAPTION` for a word that it does not know, naming the nearest that it does, and for an attribute said twice or by half
 * @example
 * parseCaption('a small red circle top left'); // [{ size: 'small', colour: 'red', shape: 'circle', place: 'top left' }]
 */
export function parseCaption(caption: string): Mentioned[] {
  const said = wordsOf(caption);
  for (const word of said) {
    if (words.includes(word)) continue;
    throw refusal(caption, `words of scenes, such as "${nearestWord(word, words)}"`, `"${word}"`);
  }
  return ` ${said.join(' ')} `.split(' and ').map((part) => objectOf(caption, part));
}

function objectOf(caption: string, part: string): Mentioned {
  let rest = ` ${part} `.replaceAll(/ (a|thing)(?= )/g, '');
  const found = attributeNames.flatMap((attribute): [Attribute, string][] => {
    const named = (attributes[attribute] as readonly string[]).filter((name) => rest.includes(` ${name} `));
    if (named.length > 1) throw refusal(caption, `one ${attribute} an object`, named.join(' and '));
    for (const name of named) rest = rest.replace(` ${name} `, ' ');
    return named.map((name) => [attribute, name]);
  });
  if (rest.trim()) throw refusal(caption, 'a [size] [colour] [shape] [place]', `"${rest.trim()}" beside it`);
  return Object.fromEntries(found) as Mentioned;
}

function refusal(caption: string, want: string, got: string) {
  return expected({
    where: `caption "${caption}"`,
    expected: want,
    received: got,
    todo: 'Say for example: a small red circle top left and a large blue square bottom right.',
    code: 'CAPTION',
  });
}
