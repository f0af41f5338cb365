import { expected } from '@latentkit/errors';
import { type Attribute, attributeNames, attributes, type SceneObject } from './attributes.ts';
import { nearestWord } from './nearestWord.ts';
import { type Relation, relations } from './relations.ts';
import { wordsOf } from './vocabulary.ts';

/** What a caption says of an object: it may leave anything out. */
export type Mentioned = Partial<SceneObject>;

/** What a caption asks for: objects, and where the first of two is, seen from the second. */
export interface Asked {
  readonly objects: readonly Mentioned[];
  readonly relation?: Relation;
}

/**
 * What is said of a scene: `a [size] [colour] [shape] [place]`, and more objects after `and`, or one after a relation.
 *
 * @example
 * captionOf({ objects: [{ size: 'small', colour: 'red', shape: 'circle' }, { colour: 'blue', shape: 'cross', place: 'top left' }] }); // 'a small red circle and a blue cross top left'
 * captionOf({ objects: [{ colour: 'red', shape: 'circle' }, { colour: 'blue', shape: 'cross' }], relation: 'above' }); // 'a red circle above a blue cross'
 */
export function captionOf({ objects, relation }: Asked): string {
  return objects
    .map(({ size, colour, shape, place }) => ['a', size, colour, shape ?? 'thing', place].filter(Boolean).join(' '))
    .join(` ${relation ?? 'and'} `);
}

/** Every word that a caption may have. */
const words = [
  ...['a', 'and', 'thing'],
  ...new Set([...relations, ...Object.values(attributes).flat()].flatMap((name) => name.split(' '))),
];

/** Between two objects; the longest first, as `top left left of` has two words for one. */
const between = new RegExp(` (and|${relations.join('|')})(?= )`, 'g');

/**
 * What a caption asks for: the inverse of `captionOf`.
 *
 * @throws `CAPTION` for a word that it does not know, naming the nearest that it does, for an attribute said twice or by half, and for a relation
 * of other than two objects
 * @example
 * parseCaption('a small red circle top left'); // { objects: [{ size: 'small', colour: 'red', shape: 'circle', place: 'top left' }] }
 */
export function parseCaption(caption: string): Asked {
  const said = wordsOf(caption);
  for (const word of said) {
    if (words.includes(word)) continue;
    throw refusal(caption, `words of scenes, such as "${nearestWord(word, words)}"`, `"${word}"`);
  }
  const text = ` ${said.join(' ')} `;
  const joints = [...text.matchAll(between)].map(([, joint]) => joint as Relation | 'and');
  const objects = text
    .replaceAll(between, '|')
    .split('|')
    .map((part) => objectOf(caption, part));
  const relation = joints.find((joint) => joint !== 'and');
  if (relation === undefined) return { objects };
  if (joints.length > 1 || objects.some((object) => Object.keys(object).length === 0)) {
    throw refusal(caption, `an object before "${relation}" and one after it`, `${said.length} words of another form`);
  }
  return { objects, relation };
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
    todo: 'Say for example: a small red circle top left and a large blue square, or: a red circle above a blue cross.',
    code: 'CAPTION',
  });
}
