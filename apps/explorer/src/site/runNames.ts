import { basename, resolve } from 'node:path';

/**
 * The folders of runs in a site, one each in their order: their own names, as an address holds them, and apart also where a disk does
 * not tell A from a.
 */
export function runNames(paths: readonly string[]): string[] {
  const taken = new Set<string>();
  return paths.map((path) => {
    const own = nameOf(path);
    let name = own;
    for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${own}-${i}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

const nameOf = (path: string) =>
  basename(resolve(path))
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '') || 'run';
