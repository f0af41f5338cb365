import { attributes, type SceneObject } from './attributes.ts';

/** Where the first object of a caption is, seen from the second. */
export const relations = ['above', 'below', 'left of', 'right of'] as const;

export type Relation = (typeof relations)[number];

type Place = SceneObject['place'];

/** Places are rows of two: [0 left or 1 right, 0 top or 1 bottom]. */
const position = (place: Place) => {
  const at = attributes.place.indexOf(place);
  return { x: at % 2, y: Math.floor(at / 2) };
};

/** How far the first is to the side that a relation names: positive where it holds. */
const towards: Readonly<Record<Relation, (first: Place, second: Place) => number>> = {
  above: (first, second) => position(second).y - position(first).y,
  below: (first, second) => position(first).y - position(second).y,
  'left of': (first, second) => position(second).x - position(first).x,
  'right of': (first, second) => position(first).x - position(second).x,
};

/** Whether an object at the first place is where the relation says, seen from one at the second. Of places across, two relations hold. */
export const holds = (relation: Relation, first: Place, second: Place): boolean => towards[relation](first, second) > 0;
