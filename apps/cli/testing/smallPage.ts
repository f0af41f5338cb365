import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder in the place of the built page of the explorer: a page, a script, and data of its own. */
export async function smallPage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'latentkit-page-'));
  for (const name of ['assets', 'data']) await mkdir(join(folder, name));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(folder, 'assets', 'page.js'), 'export {};');
  await writeFile(join(folder, 'data', 'index.json'), '{"latentkit":"0.0.0","runs":[]}');
  return folder;
}
