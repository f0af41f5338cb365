import { type Attribute, attributeNames, type SceneObject } from './attributes.ts';
import type { Asked, Mentioned } from './captions.ts';
import { holds } from './relations.ts';

/** Shares of what captions asked for that images show, in [0, 1]. */
export interface SceneAccuracy extends Readonly<Record<Attribute, number>> {
  /** Images of as many objects as asked for. */
  readonly count: number;
  /** Of the captions with a relation, images of both objects in which it holds. */
  readonly relation: number;
  /** Images in which all is right: the number of objects, every attribute that was mentioned, and the relation. */
  readonly exact: number;
}

/**
 * How much of what was asked for is seen. Objects are compared in the assignment in which most agrees; a missing object has nothing right.
 *
 * @param pairs what a caption mentions (`parseCaption`), and what its image shows (`readScene`)
 * @returns NaN for an attribute that no caption mentions, and for relations where there is none
 * @example
 * const seen = [{ shape: 'circle', colour: 'red', size: 'small', place: 'top left' }] as const;
 * sceneAccuracy([{ asked: { objects: [{ colour: 'red', shape: 'square' }] }, seen }]); // { shape: 0, colour: 1, size: NaN, place: NaN, count: 1, relation: NaN, exact: 0 }
 */
export function sceneAccuracy(
  pairs: readonly { readonly asked: Asked; readonly seen: readonly SceneObject[] }[],
): SceneAccuracy {
  const right = new Map<Attribute, number>();
  const mentioned = new Map<Attribute, number>();
  const add = (counts: Map<Attribute, number>, name: Attribute) => counts.set(name, (counts.get(name) ?? 0) + 1);
  let [count, exact, related, rightly] = [0, 0, 0, 0];
  for (const { asked: caption, seen } of pairs) {
    const { objects: asked, relation } = caption;
    const inPlace = ([first, second]: readonly (SceneObject | undefined)[]) =>
      relation !== undefined && first && second ? holds(relation, first.place, second.place) : false;
    // Of two objects that are alike, a relation says which is meant.
    const found = bestAssignment(asked, seen, (found) => (inPlace(found) ? 0.5 : 0));
    let all = asked.length === seen.length;
    if (all) count++;
    asked.forEach((object, i) => {
      for (const name of attributeNames.filter((name) => object[name] !== undefined)) {
        add(mentioned, name);
        if (found[i]?.[name] === object[name]) add(right, name);
        else all = false;
      }
    });
    if (relation) {
      related++;
      if (inPlace(found)) rightly++;
      else all = false;
    }
    if (all) exact++;
  }
  const share = (name: Attribute) => (right.get(name) ?? 0) / (mentioned.get(name) ?? 0);
  const shares = Object.fromEntries(attributeNames.map((name) => [name, share(name)])) as Record<Attribute, number>;
  return { ...shares, count: count / pairs.length, relation: rightly / related, exact: exact / pairs.length };
}

/** For each object asked for one of those seen, or none. */
function bestAssignment(
  asked: readonly Mentioned[],
  seen: readonly SceneObject[],
  bonus: (found: readonly (SceneObject | undefined)[]) => number = () => 0,
): (SceneObject | undefined)[] {
  const [first, ...others] = asked;
  if (first === undefined) return [];
  const choices = [...seen.map((object): SceneObject | undefined => object), undefined];
  const options = choices.map((object) => {
    const rest = bestAssignment(
      others,
      seen.filter((other) => other !== object),
    );
    return [object, ...rest];
  });
  const agreement = (found: readonly (SceneObject | undefined)[]) =>
    asked.reduce(
      (sum, object, i) =>
        sum + attributeNames.filter((name) => object[name] !== undefined && found[i]?.[name] === object[name]).length,
      bonus(found),
    );
  return options.reduce((best, option) => (agreement(option) > agreement(best) ? option : best));
}
