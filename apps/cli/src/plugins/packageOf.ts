import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface Package {
  readonly name: string;
  readonly version?: string;
  readonly folder: string;
}

/** The package that a file belongs to: the nearest package.json above it that has a name. */
export async function packageOf(file: string): Promise<Package | undefined> {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
    const { name, version } = JSON.parse(text) as Partial<Package>;
    if (name !== undefined) return { name, folder, ...(version !== undefined && { version }) };
    if (folder === dirname(folder)) return undefined;
  }
}
