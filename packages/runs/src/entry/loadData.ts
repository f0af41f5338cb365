import { existsSync } from 'node:fs';
import { withRange } from '@latentkit/datasets';
import { dataPaths, fromPath, streamedPath } from '@latentkit/datasets/node';
import { expected } from '@latentkit/errors';
import { didYouMean } from '../spec/didYouMean.ts';
import { flagOf } from '../spec/flagOf.ts';
import type { Catalogue } from './catalogue.ts';
import { fetched, fetchedName } from './fetched.ts';
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
  if (place === undefined && isAddress(name)) {
    const loaded = await fromDisk(await fetched(name), spec);
    return { ...loaded, name: fetchedName(name) ?? loaded.name };
  }
  checkPresent(datasets, spec, place);
  const at = place ?? placeOf(spec);
  const read = at.test === undefined ? spec : { ...spec, test: at.test };
  const data = await fromDisk(at.data, read);
  return { ...data, notes: [...(data.notes ?? []), ...unusedNotes(spec, data)], place: at };
}

/**
 * Looks whether there are data to load, without reading them. What a name or an address stands for is known when it is loaded.
 *
 * @throws DATA where there is no file, and no data set of that name
 */
export function checkPresent(datasets: Datasets, spec: DataSpec, place?: Place): void {
  const { data: name } = spec;
  if (place === undefined && (Object.hasOwn(datasets, name) || isAddress(name))) return;
  if (existsSync((place ?? placeOf(spec)).data)) return;
  throw place === undefined ? notFound(name, Object.keys(datasets)) : moved(place);
}

const ofImages = ['imageSize', 'channels', 'fit', 'background'] as const;
const ofTables = ['leaveOut', 'missing'] as const;

/** Ways to read that say nothing of what was there. */
function unusedNotes(spec: DataSpec, { plan, layout }: Loaded): string[] {
  const keys: readonly (keyof DataSpec)[] = plan ? ofImages : layout === 'channels last' ? ofTables : [];
  const given = keys.filter((key) => spec[key] !== undefined).map(flagOf);
  return given.length === 0 ? [] : [`${given.join(', ')} is for ${plan ? 'images' : 'tables'}, and is not used here`];
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
    todo: 'Move it back, or say with --data <path> where it is now.',
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
  return told(await (large ? onDisk(large, spec) : inMemory(await fromPath(path, options), spec)));
}

/** Says it where nothing is held out. */
const told = (data: Loaded): Loaded =>
  data.test.y.shape[0] === 0
    ? { ...data, notes: [...(data.notes ?? []), 'no rows are held out: every test cost is of training rows'] }
    : data;
