import { expected } from '@latentkit/errors';

/** The arrays of an archive that are read, by their names there. */
export interface NpzNames {
  readonly y: string;
  readonly label?: string;
  readonly factors?: string;
  readonly testY?: string;
  readonly testLabel?: string;
  /** Arrays that are not read. */
  readonly unused: readonly string[];
}

interface Layout {
  readonly y: string;
  readonly label?: readonly string[];
  readonly factors?: string;
  /** Observations and classes of the test split; the first pair that is there. */
  readonly tests?: readonly (readonly [string, string])[];
}

const anyLabel = ['y', 'label', 'labels', 'target', 'targets', 'class', 'classes'];
/** What people call their arrays; the first layout whose `y` is there is taken, and of it what is there. */
const layouts: readonly Layout[] = [
  {
    y: 'x_train',
    label: ['y_train'],
    tests: [
      ['x_test', 'y_test'],
      ['x_val', 'y_val'],
      ['x_valid', 'y_valid'],
    ],
  },
  {
    y: 'train_images',
    label: ['train_labels'],
    tests: [
      ['test_images', 'test_labels'],
      ['val_images', 'val_labels'],
    ],
  },
  {
    y: 'train_data',
    label: ['train_labels'],
    tests: [
      ['test_data', 'test_labels'],
      ['val_data', 'val_labels'],
    ],
  },
  {
    y: 'train',
    label: ['train_labels'],
    tests: [
      ['test', 'test_labels'],
      ['val', 'val_labels'],
    ],
  },
  { y: 'imgs', factors: 'latents_classes' },
  { y: 'images', label: anyLabel },
  { y: 'data', label: anyLabel },
  { y: 'features', label: anyLabel },
  { y: 'embeddings', label: anyLabel },
  { y: 'x', label: anyLabel },
  { y: 'y', label: ['label'], factors: 'factors' },
  { y: 'arr_0', label: ['arr_1'] },
];

/**
 * Which arrays of an archive are the rows and the classes: those that are asked for, else those of the first known layout, names compared without
 * case; else the largest array, by whatever name.
 *
 * @param largest the array of most bytes
 *
 * @throws `OPTION` for a name that is not there, `FILE_FORMAT` where none is known
 */
export function npzNames(
  names: readonly string[],
  asked: { array?: string; label?: string },
  file: string,
  largest: string | undefined,
): NpzNames {
  for (const name of [asked.array, asked.label]) {
    if (name === undefined || names.includes(name)) continue;
    throw refuse(file, `an array named ${name}`, names, 'Name one of the arrays.', 'OPTION');
  }
  const find = (wanted: string | undefined) => names.find((name) => name.toLowerCase() === wanted);
  const layout = asked.array === undefined ? layouts.find(({ y }) => find(y) !== undefined) : undefined;
  const y = asked.array ?? find(layout?.y) ?? largest;
  if (y === undefined) {
    const known = `an array named ${layouts.map((one) => one.y).join(', ')}`;
    throw refuse(
      file,
      known,
      names,
      'Name the one to read (array), or save it with such names, e.g. numpy.savez(file, x=images, y=classes).',
    );
  }
  const label = asked.label ?? (layout?.label ?? anyLabel).map(find).find((name) => name !== undefined && name !== y);
  const factors = find(layout?.factors);
  const [testY, testLabel] = layout?.tests?.find(([name]) => find(name) !== undefined)?.map(find) ?? [];
  const used = [y, label, factors, testY, testLabel];
  return {
    y,
    ...(label !== undefined && { label }),
    ...(factors !== undefined && { factors }),
    ...(testY !== undefined && { testY }),
    ...(testLabel !== undefined && { testLabel }),
    unused: names.filter((name) => !used.includes(name)),
  };
}

const refuse = (where: string, wanted: string, names: readonly string[], todo: string, code = 'FILE_FORMAT') =>
  expected({ where, expected: wanted, received: names.slice(0, 10).join(', ') || 'none', todo, code });
