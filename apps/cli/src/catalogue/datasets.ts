import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  circles,
  type Dataset,
  ellipse,
  gaussianMixture,
  type Loader,
  moons,
  type Synthetic,
  spiral,
  sprites,
  take,
} from '@latentkit/datasets';
import { fashionMnist, idxFiles, mnist } from '@latentkit/datasets/node';
import { expected } from '@latentkit/errors';
import { didYouMean } from '../spec/didYouMean.ts';

/** The one table from names to data sets. */
export const datasets = {
  mnist,
  'fashion-mnist': fashionMnist,
  spiral,
  ellipse,
  moons,
  circles,
  'gaussian-mixture': gaussianMixture,
  sprites,
} satisfies Record<string, Loader | Synthetic>;

const idxNames = {
  images: 'train-images-idx3-ubyte',
  labels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
} as const;

/** A data set by name, or from a folder that holds IDX files under MNIST's names, plain or `.gz`. */
export async function loadData(name: string, examples?: number): Promise<Dataset> {
  const data = name in datasets ? await datasets[name as keyof typeof datasets]() : await fromFolder(name);
  return examples === undefined ? data : { ...data, train: take(data.train, examples) };
}

async function fromFolder(path: string): Promise<Dataset> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    const names = Object.keys(datasets);
    throw expected({
      where: '--data',
      expected: `one of ${names.join(', ')}, or a folder of IDX files`,
      received: path,
      todo: `${didYouMean(path, names)}See \`latentkit datasets\`.`,
      code: 'DATA',
    });
  }
  const files = Object.fromEntries(Object.entries(idxNames).map(([part, file]) => [part, found(path, file)]));
  return idxFiles({ name: basename(path), ...files } as Parameters<typeof idxFiles>[0]);
}

function found(folder: string, file: string): string {
  const path = [join(folder, file), join(folder, `${file}.gz`)].find((candidate) => existsSync(candidate));
  if (path) return path;
  throw expected({
    where: `--data ${folder}`,
    expected: `the file ${file} or ${file}.gz`,
    received: 'neither',
    todo: `Name the four files ${Object.values(idxNames).join(', ')}.`,
    code: 'DATA',
  });
}
