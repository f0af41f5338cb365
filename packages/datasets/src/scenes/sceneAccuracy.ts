import { type Attribute, attributeNames, type SceneObject } from './attributes.ts';
import type { Mentioned } from './captions.ts';

/** Shares of what captions asked for that images show, in [0, 1]. */
export interface SceneAccuracy extends Readonly<Record<Attribute, number>> {
  /** Images of as many objects as asked for. */
  readonly count: number;
  /** Images in which all is right: the number of objects and every attribute that was mentioned. */
  readonly exact: number;
}

/**
 * How much of what was asked for is seen. Objects are compared in the assignment in which most agrees; a missing object has nothing right.
 *
 * @param pairs what a caption mentions (`parseCaption`), and what its image shows (`readScene`)
 * @returns NaN for an attribute that no caption mentions
 * @example
 * const seen = [{ shape: 'circle', colour: 'red', size: 'small', place: 'top left' }] as const;
 * sceneAccuracy([{ asked: [{ colour: 'red', shape: 'square' }], seen }]); // { shape: 0, colour: 1, size: NaN, place: NaN, count: 1, exact: 0 }
 */
export function sceneAccuracy(
  pairs: readonly { readonly asked: readonly Mentioned[]; readonly seen: readonly SceneObject[] }[],
): SceneAccuracy {
  const right = new Map<Attribute, number>();
  const mentioned = new Map<Attribute, number>();
  const add = (counts: Map<Attribute, number>, name: Attribute) => counts.set(name, (counts.get(name) ?? 0) + 1);
  let [count, exact] = [0, 0];
  for (const { asked, seen } of pairs) {
    const found = bestAssignment(asked, seen);
    let all = asked.length === seen.length;
    if (all) count++;
    asked.forEach((object, i) => {
      for (const name of attributeNames.filter((name) => object[name] !== undefined)) {
        add(mentioned, name);
        if (found[i]?.[name] === object[name]) add(right, name);
        else all = false;
      }
    });
    if (all) exact++;
  }
  const share = (name: Attribute) => (right.get(name) ?? 0) / (mentioned.get(name) ?? 0);
  const shares = Object.fromEntries(attributeNames.map((name) => [name, share(name)])) as Record<Attribute, number>;
  return { ...shares, count: count / pairs.length, exact: exact / pairs.length };
}

/** For each object asked for one of those seen, or none. */
function bestAssignment(asked: readonly Mentioned[], seen: readonly SceneObject[]): (SceneObject | undefined)[] {
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
      0,
    );
  return options.reduce((best, option) => (agreement(option) > agreement(best) ? option : best));
}
