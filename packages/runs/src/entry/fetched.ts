import { join } from 'node:path';
import { remoteFile } from '@latentkit/datasets/node';
import { expected } from '@latentkit/errors';
import { hubText, isHubAddress, parseHubAddress, pinnedAddress, pullRepository } from '@latentkit/hub';

/**
 * The path of the copy here of what an address names: `https://…#sha256=…`, or `hf://owner/name@commit/path` of the hub's data sets, where the one
 * file of data in a repository need not be named.
 *
 * @throws DATA for an address that does not end with its checksum, HUB for what the hub does not give
 */
export async function fetched(address: string): Promise<string> {
  if (isHubAddress(address)) {
    const { path, files } = await pullRepository(dataAddress(address));
    const [only, ...others] = files.filter((file) => !isAbout.test(file));
    return only !== undefined && others.length === 0 && !path.endsWith(only) ? join(path, only) : path;
  }
  const [url = '', fragment = ''] = address.split('#');
  const sha256 = /^sha256=([\da-f]{64})$/i.exec(fragment)?.[1];
  if (sha256 !== undefined) return remoteFile({ url, sha256 });
  throw expected({
    where: '--data',
    expected: 'an address that ends with #sha256= and the 64 digits of the file',
    received: address,
    todo: 'Run `sha256sum` on a copy that you trust, or look it up where the file is published.',
    code: 'DATA',
  });
}

/** Files that tell of a repository and are no data. */
const isAbout = /(^|\/)\.|\.md$|^(licen[cs]e|dataset_infos\.json)/i;

/** The same data for ever: an address of the hub with its commit, so that a run names its data beyond doubt; everything else as it is. */
export async function settledData<Spec extends { readonly data: string }>(spec: Spec): Promise<Spec> {
  if (!isHubAddress(spec.data)) return spec;
  return { ...spec, data: hubText(await pinnedAddress(dataAddress(spec.data))) };
}

/** What data of a whole repository are called; undefined for those that are called after their file. */
export function fetchedName(address: string): string | undefined {
  if (!isHubAddress(address)) return undefined;
  const { repo, path } = dataAddress(address);
  return path === undefined ? repo.split('/')[1] : undefined;
}

const dataAddress = (address: string) => parseHubAddress(address, { where: '--data', kind: 'dataset' });
