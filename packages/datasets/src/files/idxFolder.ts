import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expected } from '@latentkit/errors';
import { emnistNotes } from './emnist.ts';

/** MNIST's names of its four files. */
const idxNames = {
  images: 'train-images-idx3-ubyte',
  labels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
} as const;

type Part = keyof typeof idxNames;
type IdxPaths = { readonly name: string; readonly notes: readonly string[] } & Readonly<Record<Part, string>>;

/** MNIST's names as its relatives and unpackers write them: `emnist-letters-train-…`, `test` for `t10k`, `images.idx3-ubyte`. */
const pattern = /^(.*?)[-_.]?(train|t10k|test)[-_](images|labels)[-.]idx[13][-.]ubyte(\.gz)?$/i;

/** The four IDX files of a folder, plain or gzip; undefined where there is none of them. @throws `DATA` where some are missing */
export function idxFolder(path: string): IdxPaths | undefined {
  const sets = new Map<string, Map<Part, string>>();
  for (const { name, file } of filesIn(path)) {
    const [, prefix = '', split = '', kind = ''] = pattern.exec(name) ?? [];
    if (split === '') continue;
    const isTrain = split.toLowerCase() === 'train';
    const part =
      kind.toLowerCase() === 'images' ? (isTrain ? 'images' : 'testImages') : isTrain ? 'labels' : 'testLabels';
    const set = sets.get(prefix) ?? new Map<Part, string>();
    // Of a file and its packed twin, the file.
    if (!set.has(part) || !name.endsWith('.gz')) set.set(part, file);
    sets.set(prefix, set);
  }
  const [first, second] = sets;
  if (!first) return undefined;
  const [prefix, found] = first;
  if (second)
    throw refuse(
      path,
      'the four IDX files of one data set',
      `those of ${[...sets.keys()].map((name) => name || 'MNIST').join(', ')}`,
    );
  const missing = (Object.keys(idxNames) as Part[]).find((part) => !found.has(part));
  if (missing) {
    const file = idxNames[missing];
    throw refuse(path, `the file ${file} or ${file}.gz beside the other IDX files`, 'neither');
  }
  const notes = emnistNotes(prefix);
  return { name: prefix || basename(path), notes, ...(Object.fromEntries(found) as Record<Part, string>) };
}

/** The files of a folder, and those within folders of their own names, as Kaggle packs them. */
function filesIn(path: string): { name: string; file: string }[] {
  return readdirSync(path)
    .sort()
    .flatMap((name) => {
      if (!pattern.test(name)) return [];
      const file = join(path, name);
      if (statSync(file).isFile()) return [{ name, file }];
      return readdirSync(file).flatMap((inner) => {
        const within = join(file, inner);
        return pattern.test(inner) && statSync(within).isFile() ? [{ name: inner, file: within }] : [];
      });
    });
}

const refuse = (where: string, wanted: string, received: string) =>
  expected({
    where,
    expected: wanted,
    received,
    todo: `Name the four files ${Object.values(idxNames).join(', ')}.`,
    code: 'DATA',
  });
