import { expected } from '@latentkit/errors';
import {
  type Attribute,
  attributeNames,
  attributes,
  type Relation,
  relations,
  type SceneObject,
} from './attributes.ts';
import { nearestWord } from './nearestWord.ts';
import { wordsOf } from './vocabulary.ts';

/** What a caption says of an object: it may leave anything out. `relation` is that to the next object. */
export type Mentioned = Partial<SceneObject> & { readonly relation?: Relation };

/**
 * What is said of a scene: `a [size] [colour] [shape] [place]`, and the next object after `and` or after how the first lies to it.
 *
 * @example
 * captionOf([{ colour: 'red', shape: 'circle', relation: 'above' }, { size: 'small', colour: 'blue', shape: 'cross' }]); // 'a red circle above a small blue cross'
 */
export function captionOf(objects: readonly Mentioned[]): string {
  return objects
    .flatMap(({ size, colour, shape, place, relation }, i) => {
      const said = ['a', size, colour, shape ?? 'thing', place];
      return i < objects.length - 1 ? [...said, relation ?? 'and'] : said;
    })
    .filter(Boolean)
    .join(' ');
}

/** Every word that a caption may have. */
const words = [
  'a',
  'and',
  'thing',
  ...new Set([...Object.values(attributes), relations].flatMap((names) => names.flatMap((name) => name.split(' ')))),
];
/** What stands between two objects. */
const between = new RegExp(` (and|${relations.join('|')})(?= )`);

/**
 * What a caption asks for, object by object: the inverse of `captionOf`.
 *
 * @throws `CAPTION` for a word that it does not know, naming the nearest that it does, and for an attribute said twice or by half
 * @example
 * parseCaption('a small red circle top left'); // [{ size: 'small', colour: 'red', shape: 'circle', place: 'top left' }]
 * parseCaption('a circle left of a cross'); // [{ shape: 'circle', relation: 'left of' }, { shape: 'cross' }]
 */
export function parseCaption(caption: string): Mentioned[] {
  const said = wordsOf(caption);
  for (const word of said) {
    if (words.includes(word)) continue;
    throw refusal(caption, `words of scenes, such as "${nearestWord(word, words)}"`, `"${word}"`);
  }
  // Objects at even places, what stands between them at odd ones
  const parts = ` ${said.join(' ')} `.split(between);
  return parts.flatMap((part, i) => {
    if (i % 2 === 1) return [];
    const relation = relations.find((name) => name === parts[i + 1]);
    return [{ ...objectOf(caption, part), ...(relation && { relation }) }];
  });
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
    todo: 'Say for example: a small red circle top left and a large blue square bottom right, or: a red circle above a cross.',
    code: 'CAPTION',
  });
}
