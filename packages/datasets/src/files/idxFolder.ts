import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expected } from '@latentkit/errors';

/** MNIST's names of its four files. */
const idxNames = {
  images: 'train-images-idx3-ubyte',
  labels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
} as const;

type IdxPaths = { readonly name: string } & Readonly<Record<keyof typeof idxNames, string>>;

/** The four IDX files of a folder, plain or gzip; undefined where there is none of them. @throws `DATA` where some are missing */
export function idxFolder(path: string): IdxPaths | undefined {
  const names = Object.entries(idxNames);
  const files = names.map(([part, file]) => [
    part,
    [join(path, file), join(path, `${file}.gz`)].find((candidate) => existsSync(candidate)),
  ]);
  const missing = names.filter((_, i) => files[i]?.[1] === undefined);
  if (missing.length === 0) return { name: basename(path), ...Object.fromEntries(files) };
  if (missing.length === names.length) return undefined;
  const [, file] = missing[0] as [string, string];
  throw expected({
    where: path,
    expected: `the file ${file} or ${file}.gz beside the other IDX files`,
    received: 'neither',
    todo: `Name the four files ${Object.values(idxNames).join(', ')}.`,
    code: 'DATA',
  });
}
