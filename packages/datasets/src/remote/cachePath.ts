import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { expected } from '@latentkit/errors';

/**
 * Where a file is kept: a folder named by its checksum, which tells files of one name apart, and in it the name it has in the URL, whose ending
 * tells what it is.
 *
 * @throws `OPTION` for a URL of another kind than http and https, and for what is not a checksum
 */
export function cachePath({
  url,
  sha256,
  folder = cacheFolder(),
}: {
  url: string;
  sha256: string;
  folder?: string | undefined;
}): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw refuse('url', 'an address that starts with https:// or http://', url, 'Give the address of a file.');
  }
  if (!/^[\da-f]{64}$/i.test(sha256)) {
    throw refuse(
      'sha256',
      '64 hexadecimal digits',
      sha256,
      'Run `sha256sum` on a copy that you trust, or look it up where the file is published.',
    );
  }
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  // Nothing in a URL may lead out of the folder.
  const name =
    last
      .replace(/[^\w.-]/g, '_')
      .replace(/^\.+/, '')
      .slice(-100) || 'file';
  return join(folder, sha256.toLowerCase(), name);
}

/** As the XDG Base Directory Specification has it: a relative path there is none. */
export function cacheFolder(): string {
  const { XDG_CACHE_HOME: base = '' } = process.env;
  return join(isAbsolute(base) ? base : join(homedir(), '.cache'), 'latentkit');
}

const refuse = (name: string, wanted: string, received: string, todo: string) =>
  expected({
    where: `remoteFile, ${name}`,
    expected: wanted,
    received: JSON.stringify(received.slice(0, 200)),
    todo,
    code: 'OPTION',
  });
