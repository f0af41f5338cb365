import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** A package of this repository. */
export interface Member {
  readonly folder: string;
  readonly manifest: Manifest;
}

const foldersIn = (group: string) =>
  readdirSync(join(root, group))
    .sort()
    .map((name) => join(root, group, name));

/** Packages, apps and the examples, in this order. */
export const members: readonly Member[] = [...foldersIn('packages'), ...foldersIn('apps'), join(root, 'examples')]
  .filter((folder) => existsSync(join(folder, 'package.json')))
  .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) }));

/** Every package that the sources of a member may name: what it depends on, for its users and for its tests. */
export function dependencies({ manifest }: Member): string[] {
  return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.peerDependencies });
}

/** The peers that a user has to install, and those that they may. */
export function peers({ manifest }: Member): { required: string[]; optional: string[] } {
  const names = Object.keys(manifest.peerDependencies ?? {});
  const isOptional = (name: string) => manifest.peerDependenciesMeta?.[name]?.optional === true;
  return { required: names.filter((name) => !isOptional(name)), optional: names.filter(isOptional) };
}

/** Where a package lies on this machine, `undefined` where nothing of ours has it installed. */
export function folderOf(name: string): string | undefined {
  const own = members.find(({ manifest }) => manifest.name === name);
  if (own) return own.folder;
  return members.map(({ folder }) => join(folder, 'node_modules', name)).find((folder) => existsSync(folder));
}

/** Sources of entries: `.` or `./node` → the file behind the source condition. */
export function entries({ folder, manifest }: Member): Map<string, string> {
  const pairs = Object.entries(manifest.exports ?? {}).flatMap(([path, target]): [string, string][] => {
    const source = typeof target === 'string' ? undefined : target['@latentkit/source'];
    return typeof source === 'string' ? [[path, join(folder, source)]] : [];
  });
  return new Map(pairs.filter(([, source]) => existsSync(source)));
}
