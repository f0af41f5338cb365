import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { type CodeBlock, codeBlocks, installed } from './codeBlocks.ts';
import { makeProject } from './project.ts';
import { type Snippet, writeSnippet } from './snippet.ts';
import { folderOf, type Member, members, peers, root } from './workspace.ts';

/** A README with what its install lines install and its programs, each in a project that holds that and no more. */
export interface Readme {
  readonly title: string;
  /** The package that it is of, if that can be installed. */
  readonly member?: Member;
  readonly installed: readonly string[];
  readonly snippets: readonly Snippet[];
  readonly code: string;
}

const programs = new Set(['ts', 'js', 'mjs', 'typescript', 'javascript']);

/** Pages of docs in English; the French ones hold the same programs, which a test of the site sees to. */
const guides = ['docs', 'docs/lectures'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({ file: join(root, folder, name), guide: true })),
);
/** What a page of docs takes for granted, as its start page installs it. */
const ofGuides = ['latentkit', '@tensorflow/tfjs-core'];

/** The README of every package, the root's, and the pages of docs. @param folder where the projects go */
export function readReadmes(folder: string): Readme[] {
  const files: { file: string; member?: Member; guide?: boolean }[] = [
    { file: join(root, 'README.md') },
    ...members.map((member) => ({ file: join(member.folder, 'README.md'), member })),
    ...guides,
  ];
  return files
    .filter(({ file }) => existsSync(file))
    .map(({ file, member, guide = false }) => {
      const blocks = codeBlocks(readFileSync(file, 'utf8')).filter(({ quoted }) => quoted === undefined);
      const names = guide ? [...new Set([...ofGuides, ...installed(blocks)])] : installed(blocks);
      const title = relative(root, file);
      const project = join(folder, title.replaceAll(/[/.]/g, '-'));
      makeProject(project, names);
      const ours = blocks.filter(({ language }) => programs.has(language));
      return {
        title,
        ...(member && !member.manifest.private && { member }),
        installed: guide ? [] : names,
        snippets: ours.map((block) => snippetOf(project, file, block)),
        code: ours.map(({ code }) => code).join('\n'),
      };
    });
}

/** A program, by the name of its file too where it has one, so that those after it import it. */
function snippetOf(project: string, file: string, { line, code, named }: CodeBlock): Snippet {
  const snippet = writeSnippet(project, { file, line, code });
  const from = JSON.stringify(`./${basename(snippet.module)}`);
  if (named) writeFileSync(join(project, named), `export * from ${from};\nexport { default } from ${from};\n`);
  return snippet;
}

/** What is wrong with the install lines of a README, one line each. */
export function installMistakes({ member, installed, code }: Readme): string[] {
  const known = member ? [member, ...installedMembers(installed)] : installedMembers(installed);
  const wanted = new Set([...(member ? [member.manifest.name] : []), ...known.flatMap((one) => peers(one).required)]);
  const allowed = new Set([...wanted, ...known.flatMap((one) => peers(one).optional)]);
  return [
    ...[...wanted].filter((name) => !installed.includes(name)).map((name) => `${name} is needed and not installed`),
    ...installed
      .filter((name) => !allowed.has(name) && !importsPackage(code, name))
      .map((name) => `${name} is installed and neither a peer nor imported`),
    ...installed.filter((name) => folderOf(name) === undefined).map((name) => `${name} is not a package known here`),
  ];
}

const installedMembers = (names: readonly string[]) => members.filter(({ manifest }) => names.includes(manifest.name));

const importsPackage = (code: string, name: string) => new RegExp(`['"]${name}(/[^'"]*)?['"]`).test(code);
