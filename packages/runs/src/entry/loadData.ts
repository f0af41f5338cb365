import { existsSync } from 'node:fs';
import { dataPaths, fromPath, remoteFile, streamedPath } from '@latentkit/datasets/node';
import { expected } from '@latentkit/errors';
import { didYouMean } from '../spec/didYouMean.ts';
import type { RunSpec } from '../spec/runSpec.ts';
import type { Catalogue } from './catalogue.ts';
import { inMemory, type Loaded, onDisk } from './loaded.ts';
import { streamAbove } from './streamAbove.ts';

type Datasets = Catalogue['datasets'];

/**
 * A data set by name, or from a path or an address by what is there: see `fromPath`. More than `streamAbove` bytes stay on the disk.
 *
 * @param examples training examples that are used: the first ones; all unless given
 * @throws DATA where there is none of that name
 */
export async function loadData(datasets: Datasets, name: string, examples?: number): Promise<Loaded> {
  const entry = Object.hasOwn(datasets, name) ? datasets[name] : undefined;
  if (entry) return inMemory(await entry.load(), examples);
  if (/^https?:\/\//.test(name)) return fromDisk(await fromWeb(name), examples);
  if (existsSync(name)) return fromDisk(name, examples);
  const names = Object.keys(datasets);
  throw expected({
    where: '--data',
    expected: `one of ${names.join(', ')}, or the path of ${dataPaths}`,
    received: name,
    todo: `${didYouMean(name, names)}See \`latentkit datasets\`.`,
    code: 'DATA',
  });
}

/** Work on the data set of a spec; its files are open until then. */
export async function withData<Result>(
  datasets: Datasets,
  { data: name, examples }: Pick<RunSpec, 'data' | 'examples'>,
  work: (data: Loaded) => Promise<Result>,
): Promise<Result> {
  const data = await loadData(datasets, name, examples);
  try {
    return await work(data);
  } finally {
    await data.close?.();
  }
}

async function fromDisk(path: string, examples: number | undefined): Promise<Loaded> {
  const large = await streamedPath(path, { above: streamAbove });
  return large ? onDisk(large, examples) : inMemory(await fromPath(path), examples);
}

/** The path of its copy here. An address ends with the checksum, so that a run names its data beyond doubt: a file at an address may change. */
async function fromWeb(address: string): Promise<string> {
  const [url = '', fragment = ''] = address.split('#');
  const sha256 = /^sha256=([\da-f]{64})$/i.exec(fragment)?.[1];
  if (sha256 !== undefined) return remoteFile({ url, sha256 });
  throw expected({
    where: '--data',
    expected: 'an address that ends with #sha256= and the 64 digits of the file',
    received: address,
    todo: 'Run `sha256sum` on a copy that you trust, or look where the file is described.',
    code: 'DATA',
  });
}
