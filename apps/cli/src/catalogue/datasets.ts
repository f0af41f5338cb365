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
import { dataPaths, fashionMnist, fromPath, mnist, remoteFile } from '@latentkit/datasets/node';
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

/** A data set by name, or from a path or an address by what is there: see `fromPath`. */
export async function loadData(name: string, examples?: number): Promise<Dataset> {
  const data = Object.hasOwn(datasets, name) ? await datasets[name as keyof typeof datasets]() : await fromDisk(name);
  return examples === undefined ? data : { ...data, train: take(data.train, examples) };
}

async function fromDisk(path: string): Promise<Dataset> {
  if (/^https?:\/\//.test(path)) return fromWeb(path);
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

/** An address ends with the checksum, so that a run names its data beyond doubt: a file at an address may change. */
async function fromWeb(address: string): Promise<Dataset> {
  const [url = '', fragment = ''] = address.split('#');
  const sha256 = /^sha256=([\da-f]{64})$/i.exec(fragment)?.[1];
  if (sha256 !== undefined) return fromPath(await remoteFile({ url, sha256 }));
  throw expected({
    where: '--data',
    expected: 'an address that ends with #sha256= and the 64 digits of the file',
    received: address,
    todo: 'Run `sha256sum` on a copy that you trust, or look where the file is described.',
    code: 'DATA',
  });
}
