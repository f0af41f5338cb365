import type { TrainedOn } from '../folder/record.ts';

/** What one example of data is: a row of a table, an image, a window of a series [steps, columns], or numbers of another shape. */
export type ExampleKind = 'row' | 'image' | 'series' | 'other';

/**
 * What one example is, by the shape, the scale and the range of the data. An array [rows, a, b] of floats beyond [0, 1] is taken for series.
 *
 * @example
 * exampleKind({ train: [118, 64, 3, 1], scale: 1, range: [-2, 2] }); // 'series'
 */
export function exampleKind({ train = [], scale, range, layout }: Partial<TrainedOn>): ExampleKind {
  if (train.length === 2) return 'row';
  if (train.length > 4) return 'other';
  const isUnit = scale !== 1 || range === undefined || (range[0] >= 0 && range[1] <= 1);
  if (isUnit || (train[3] === 3 && layout !== 'other')) return 'image';
  return train[3] === 1 ? 'series' : 'other';
}

const words = {
  row: { one: 'row', many: 'rows', number: 'column' },
  image: { one: 'image', many: 'images', number: 'pixel' },
  series: { one: 'window', many: 'windows', number: 'number' },
  other: { one: 'example', many: 'examples', number: 'number' },
  encoded: { one: 'row', many: 'rows', number: 'encoded column' },
  point: { one: 'point', many: 'points', number: 'coordinate' },
} as const;

/** What people call one example, some of them, and one of its numbers. */
export const exampleWords = (data: Partial<TrainedOn>): { one: string; many: string; number: string } =>
  words[isPoint(data) ? 'point' : isEncoded(data) ? 'encoded' : exampleKind(data)];

/** A table with words in it: each word is a column of its own, so these are more than those of the file. */
const isEncoded = ({ plan }: Partial<TrainedOn>) => plan?.columns.some(({ kind }) => kind === 'categorical') ?? false;

/** Two numbers that are no columns of a table: a point of the plane. */
const isPoint = ({ train = [], columns }: Partial<TrainedOn>) =>
  train.length === 2 && train[1] === 2 && columns === undefined;
