import { existsSync } from 'node:fs';
import { withRange } from '@latentkit/datasets';
import { dataPaths, fromPath, remoteFile, streamedPath } from '@latentkit/datasets/node';
import { expected } from '@latentkit/errors';
import { didYouMean } from '../spec/didYouMean.ts';
import type { Catalogue } from './catalogue.ts';
import { inMemory, type Loaded, onDisk } from './loaded.ts';
import { checkNoReading, type DataSpec, isAddress, type Place, placeOf, readingOf } from './readingOf.ts';
import { streamAbove } from './streamAbove.ts';

type Datasets = Catalogue['datasets'];

/**
 * A data set by name, or from a path or an address by what is there: see `fromPath`. More than `streamAbove` bytes stay on the disk.
 *
 * @param spec `data` names it; `examples` of its training examples are used, drawn by `seed`; the other keys say how files are read
 * @param place where its files lie, unless it is what the spec says from the working directory
 * @throws DATA where there is none of that name, OPTION for a way to read files beside a data set by name
 */
export async function loadData(datasets: Datasets, spec: DataSpec, place?: Place): Promise<Loaded> {
  const { data: name } = spec;
  const entry = place === undefined && Object.hasOwn(datasets, name) ? datasets[name] : undefined;
  if (entry) {
    checkNoReading(spec);
    return inMemory(withRange(await entry.load()), spec);
  }
  if (place === undefined && isAddress(name)) return fromDisk(await fromWeb(name), spec);
  const at = place ?? placeOf(spec);
  if (existsSync(at.data)) {
    const read = at.test === undefined ? spec : { ...spec, test: at.test };
    return { ...(await fromDisk(at.data, read)), place: at };
  }
  throw place === undefined ? notFound(name, Object.keys(datasets)) : moved(place);
}

/** A name with a dot or a slash is meant as a path. */
function notFound(name: string, names: readonly string[]) {
  const isPath = /[./\\]/.test(name);
  const missing = { where: `--data ${name}`, expected: 'a folder or file', received: 'no such file' };
  const unknown = {
    where: '--data',
    expected: `one of ${names.join(', ')}, or the path of ${dataPaths}`,
    received: name,
  };
  return expected({
    ...(isPath ? missing : unknown),
    todo: isPath ? 'Check the path.' : `${didYouMean(name, names)}See \`latentkit datasets\`.`,
    code: 'DATA',
  });
}

const moved = ({ data }: Place) =>
  expected({
    where: '--data',
    expected: `the data of the run at ${data}`,
    received: 'no such file',
    todo: 'Put it back there, or say with --data <path> where it is now.',
    code: 'DATA',
  });

/** Work on the data set of a spec; its files are open until then. */
export async function withData<Result>(
  datasets: Datasets,
  spec: DataSpec,
  work: (data: Loaded) => Promise<Result>,
  place?: Place,
): Promise<Result> {
  const data = await loadData(datasets, spec, place);
  try {
    return await work(data);
  } finally {
    await data.close?.();
  }
}

async function fromDisk(path: string, spec: DataSpec): Promise<Loaded> {
  const options = readingOf(spec);
  const large = await streamedPath(path, { ...options, above: streamAbove });
  return large ? onDisk(large, spec) : inMemory(await fromPath(path, options), spec);
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
