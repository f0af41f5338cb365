/** What an object of a scene can be. */
export const attributes = {
  shape: ['circle', 'square', 'triangle', 'cross'],
  colour: ['red', 'green', 'blue', 'yellow', 'magenta', 'white'],
  size: ['small', 'large'],
  place: ['top left', 'top right', 'bottom left', 'bottom right'],
} as const;

export type Attribute = keyof typeof attributes;
export const attributeNames = Object.keys(attributes) as Attribute[];

/** One object: the name of each attribute. */
export type SceneObject = { readonly [Name in Attribute]: (typeof attributes)[Name][number] };

/** Where an object is, seen from another. */
export const relations = ['above', 'below', 'left of', 'right of'] as const;
export type Relation = (typeof relations)[number];

/** Whether an object at one place is so to an object at another. */
export function holds(relation: Relation, place: SceneObject['place'], other: SceneObject['place']): boolean {
  const [[row, column], [otherRow, otherColumn]] = [cellOf(place), cellOf(other)];
  if (relation === 'above') return row < otherRow;
  if (relation === 'below') return row > otherRow;
  return relation === 'left of' ? column < otherColumn : column > otherColumn;
}

/** Row and column of a place among the quarters. */
export function cellOf(place: SceneObject['place']): readonly [row: number, column: number] {
  const at = attributes.place.indexOf(place);
  return [Math.floor(at / 2), at % 2];
}

/** Red, green and blue, bytes. Each is 0 or 255, so that two colours are far apart in any cost. */
export const rgb: Readonly<Record<SceneObject['colour'], readonly [number, number, number]>> = {
  red: [255, 0, 0],
  green: [0, 255, 0],
  blue: [0, 0, 255],
  yellow: [255, 255, 0],
  magenta: [255, 0, 255],
  white: [255, 255, 255],
};

/** Pixels of a side of an image, and of the quarter that a place is. */
export const side = 32;
export const quarter = side / 2;

/** Half the extent of an object in pixels. */
export const extent: Readonly<Record<SceneObject['size'], number>> = { small: 3.5, large: 6 };

/** How many pixels the centre may be off that of its quarter, in x and in y. */
export const offsets = [-1, 0, 1] as const;
