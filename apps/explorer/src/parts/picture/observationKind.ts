/** How one observation is drawn: an image, a point of the plane, or bars. */
export type ObservationKind =
  | { readonly kind: 'image'; readonly height: number; readonly width: number; readonly channels: 1 | 3 }
  | { readonly kind: 'point' }
  | { readonly kind: 'bars'; readonly count: number };

/** What the shape of an observation says of how to draw it. */
export function observationKind(shape: readonly number[]): ObservationKind {
  const [height = 1, width = 1, channels = 1] = shape;
  const image = shape.length === 2 || (shape.length === 3 && (channels === 1 || channels === 3));
  if (image) return { kind: 'image', height, width, channels: channels === 3 ? 3 : 1 };
  const count = shape.reduce((size, length) => size * length, 1);
  return count === 2 ? { kind: 'point' } : { kind: 'bars', count };
}
