import { type Attribute, attributeNames, holds, type SceneObject } from './attributes.ts';
import type { Mentioned } from './captions.ts';

/** Shares of what captions asked for that images show, in [0, 1]. */
export interface SceneAccuracy extends Readonly<Record<Attribute, number>> {
  /** How the first of two objects lies to the second: right where both are seen and it is so. */
  readonly relation: number;
  /** Images of as many objects as asked for. */
  readonly count: number;
  /** Images in which all is right: the number of objects and every attribute and relation that was mentioned. */
  readonly exact: number;
}

/**
 * How much of what was asked for is seen. Objects are compared in the assignment in which most agrees; a missing object has nothing right.
 *
 * @param pairs what a caption mentions (`parseCaption`), and what its image shows (`readScene`)
 * @returns NaN for an attribute, or for relations, that no caption mentions
 * @example
 * const seen = [{ shape: 'circle', colour: 'red', size: 'small', place: 'top left' }] as const;
 * sceneAccuracy([{ asked: [{ colour: 'red', shape: 'square' }], seen }]); // { shape: 0, colour: 1, size: NaN, place: NaN, relation: NaN, count: 1, exact: 0 }
 */
export function sceneAccuracy(
  pairs: readonly { readonly asked: readonly Mentioned[]; readonly seen: readonly SceneObject[] }[],
): SceneAccuracy {
  const right = new Map<Checked, number>();
  const mentioned = new Map<Checked, number>();
  const add = (counts: Map<Checked, number>, name: Checked) => counts.set(name, (counts.get(name) ?? 0) + 1);
  let [count, exact] = [0, 0];
  for (const { asked, seen } of pairs) {
    const checks = checksOf(asked, bestAssignment(asked, seen));
    for (const { name, isRight } of checks) {
      add(mentioned, name);
      if (isRight) add(right, name);
    }
    if (asked.length !== seen.length) continue;
    count++;
    if (checks.every(({ isRight }) => isRight)) exact++;
  }
  const share = (name: Checked) => (right.get(name) ?? 0) / (mentioned.get(name) ?? 0);
  const shares = Object.fromEntries(attributeNames.map((name) => [name, share(name)])) as Record<Attribute, number>;
  return { ...shares, relation: share('relation'), count: count / pairs.length, exact: exact / pairs.length };
}

type Checked = Attribute | 'relation';
type Found = readonly (SceneObject | undefined)[];

/** Each thing that a caption mentions, and whether the objects found for its own have it. */
function checksOf(asked: readonly Mentioned[], found: Found): { name: Checked; isRight: boolean }[] {
  return asked.flatMap((object, i) => {
    const named = attributeNames.filter((name) => object[name] !== undefined);
    const own = named.map((name) => ({ name, isRight: found[i]?.[name] === object[name] }));
    const [one, next, { relation }] = [found[i], found[i + 1], object];
    if (relation === undefined || i + 1 >= asked.length) return own;
    return [...own, { name: 'relation' as const, isRight: !!one && !!next && holds(relation, one.place, next.place) }];
  });
}

/** For each object asked for one of those seen, or none. */
function bestAssignment(asked: readonly Mentioned[], seen: readonly SceneObject[]): Found {
  const [first, ...others] = asked;
  if (first === undefined) return [];
  const choices = [...seen.map((object): SceneObject | undefined => object), undefined];
  const options = choices.map((object): Found => {
    const rest = bestAssignment(
      others,
      seen.filter((other) => other !== object),
    );
    return [object, ...rest];
  });
  const agreement = (found: Found) => checksOf(asked, found).filter(({ isRight }) => isRight).length;
  return options.reduce((best, option) => (agreement(option) > agreement(best) ? option : best));
}
