import { posix } from 'node:path';

/** Where a file of the repository stands among the pages: `docs/x.md` → `x.md`, `packages/core/README.md` → `packages/core/index.md`. */
export function pageOf(file: string): string {
  const page = file.replace(/^docs\//, '').replace(/(^|\/)README\.md$/, '$1index.md');
  // The root's README is what `start` and the front page say at more length.
  return page === 'index.md' && file === 'README.md' ? 'start.md' : page;
}

/** Where a source file, or a folder of the code without a README, stands: a page that shows it. */
export const sourcePageOf = (path: string) =>
  path.startsWith('docs/') ? `${pageOf(path)}/index.md` : `source/${path}.md`;

/** The address of a page from another, relative, as both may lie below any path. */
export function linkTo(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}
