import { existsSync } from 'node:fs';
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
import { dataPaths, fashionMnist, fromPath, mnist } from '@latentkit/datasets/node';
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

/** A data set by name, or from a path by what is there: see `fromPath`. */
export async function loadData(name: string, examples?: number): Promise<Dataset> {
  const data = Object.hasOwn(datasets, name) ? await datasets[name as keyof typeof datasets]() : await fromDisk(name);
  return examples === undefined ? data : { ...data, train: take(data.train, examples) };
}

async function fromDisk(path: string): Promise<Dataset> {
  if (existsSync(path)) return fromPath(path);
  const names = Object.keys(datasets);
  throw expected({
    where: '--data',
    expected: `one of ${names.join(', ')}, or the path of ${dataPaths}`,
    received: path,
    todo: `${didYouMean(path, names)}See \`latentkit datasets\`.`,
    code: 'DATA',
  });
}
