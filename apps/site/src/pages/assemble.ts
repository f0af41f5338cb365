import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { drawn } from '../diagrams/drawn.ts';
import { withQuotes } from '../formulas/withQuotes.ts';
import { withTables } from '../results/withTables.ts';
import { root } from '../root.ts';
import { filesBelow, kindOf, namesIn, textOf } from './files.ts';
import { linked } from './links.ts';
import { linkTo, pageOf, sourcePageOf } from './place.ts';
import { folderPage, sourcePage } from './sourcePage.ts';

/** Of a page its heading, else the name of the file. */
const titleOf = (file: string) =>
  /^# (.+)$/m.exec(file.endsWith('.md') ? textOf(file) : '')?.[1] ?? posix.basename(file);

/** Pages that no other has to lead to. */
const first = () => [
  ...filesBelow('docs', ['.md']).filter((path) => !path.startsWith('docs/explorer/')),
  ...namesIn('packages').folders.map((name) => `packages/${name}/README.md`),
  ...['cli', 'explorer'].map((name) => `apps/${name}/README.md`),
  'docs/decisions',
  ...['examples/README.md', 'benchmarks/README.md', 'CONTRIBUTING.md'],
];

/** What a folder holds: links to the pages, and names of the rest. */
function listed(folder: string, page: string): string[] {
  const { files, folders } = namesIn(folder);
  const names = [...files, ...folders.map((name) => `${name}/`)].filter((name) => !/\.(test\.ts|png)$/.test(name));
  return names.map((name) => {
    const path = posix.join(folder, name);
    return kindOf(path) === 'page' ? `[${titleOf(path)}](${linkTo(page, pageOf(path))})` : `\`${name}\``;
  });
}

/**
 * The Markdown of the site from that of the repository: links lead to pages, formulas stand beside their code, tables and diagrams are made, and
 * each source file that a page names is a page.
 *
 * @param out a folder that is emptied first
 * @returns the pages that are written, e.g. `lectures/05-denoising.md`
 */
export function assemble(out: string): string[] {
  rmSync(out, { recursive: true, force: true });
  const write = (page: string, text: string) => {
    const path = join(out, page);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const known = new Set(first().filter((path) => kindOf(path) !== 'missing'));
  const pages: string[] = [];
  // A set is gone through in the order of insertion, what is added on the way included.
  for (const path of known) {
    if (path === 'README.md') continue; // start.md says it
    const kind = kindOf(path);
    const page = kind === 'page' ? pageOf(path) : sourcePageOf(path);
    pages.push(page);
    if (kind === 'source') write(page, sourcePage(path, textOf(path)));
    if (kind === 'folder') write(page, folderPage(path, listed(path, page)));
    if (kind === 'page') {
      const { text, targets } = linked(
        path,
        drawn(withTables(textOf(path)), path.startsWith('docs/fr/') ? 'fr' : 'en'),
        kindOf,
      );
      for (const target of targets) known.add(target);
      const { text: quoted, files } = withQuotes(path, text);
      for (const file of files) known.add(file);
      write(page, quoted);
    }
  }
  const pictures = ['docs', 'benchmarks/results'].flatMap((folder) => filesBelow(folder, ['.png', '.svg']));
  for (const image of pictures.filter((path) => !path.startsWith('docs/explorer/'))) {
    const to = join(out, pageOf(image));
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(join(root, image), to);
  }
  return pages;
}
